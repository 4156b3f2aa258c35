using Shipments.Cluster.Tests.Load;
using Shipments.Samples.InternalService;
using Shipments.TestKit;
using Shipments.TestKit.Certificates;
using Shipments.TestKit.Processes;

namespace Shipments.Cluster.Tests.Silos;

/// <summary>Two silos, a front door apart from them and a service inside, all with certificates of one authority; and strangers.</summary>
public sealed class TlsClusterTests : IAsyncLifetime
{
    private const string Refused = "is refused, because the TLS handshake failed: ";

    private static readonly TimeSpan s_liveness = TimeSpan.FromSeconds(60);

    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _theirs = new("theirs");
    private SiloCluster? _cluster;

    private SiloCluster Cluster => _cluster!;

    public async Task InitializeAsync()
    {
        _cluster = await SiloCluster.StartAsync(2, _ours.Environment);
        await Cluster.SharesAsync(shares => shares is [32, 32], "fair shares of two silos");
    }

    public async Task DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _ours.Dispose();
        _theirs.Dispose();
    }

    /// <summary>
    /// Goal: all that talks in a cluster talks over TLS. Method: scans through a silo and through a door apart, for parcels of both silos, and calls
    /// of a service inside; the same service without a certificate must find every port shut.
    /// </summary>
    [Fact]
    public async Task Silos_doors_and_services_inside_call_each_other_and_a_plain_client_is_refused()
    {
        await using var load = await ScanLoad.StartAsync([Cluster.Target(0), await Cluster.StartDoorAsync()], "tls");
        await load.AllParcelsServeAsync(s_liveness);

        await using (DeskHost desk = Desk(_ours.Settings("desk")))
        {
            await desk.StartAsync().Awaiting("the connection of the desk");
            (await desk.Desk.FindAsync("demo", "tls-0-0", default).Awaiting("the desk's call")).Should().NotBeNull();
        }

        await RefusedAsync([], "the plain desk");
        await RefusedAsync(_theirs.Settings("stranger"), "the stranger");
        await load.AllParcelsServeAsync(s_liveness);
        await load.FinishAsync();
    }

    /// <summary>
    /// Goal: who knows the database and has no certificate of the authority is no member. Method: a silo of another authority and one without
    /// certificates try to join; the members log them, Orleans never counts them, and they get no shard.
    /// </summary>
    [Fact]
    public async Task A_silo_of_another_authority_and_a_plain_one_do_not_get_in()
    {
        await using (ChildProcess stranger = StartSilo(_theirs.Environment("stranger")))
        {
            await SaysAsync(() => stranger.Output, "is given up, because the TLS handshake failed: its certificate CN=silo", "the stranger to meet a member");
            StayOut();
        }

        await using (ChildProcess plain = StartSilo(new Dictionary<string, string?>()))
        {
            await SaysAsync(() => Cluster[0].Output + Cluster[1].Output, Refused, "a member to log the plain silo");
            StayOut();
        }

        await using var load = await ScanLoad.StartAsync([Cluster.Target(0), Cluster.Target(1)], "in");
        await load.AllParcelsServeAsync(s_liveness);
        await load.FinishAsync();
    }

    /// <summary>Such a client asks again and again: it is refused twice, and not connected.</summary>
    private async Task RefusedAsync(Dictionary<string, string?> settings, string who)
    {
        var before = Refusals();
        await using DeskHost desk = Desk(settings);
        Task start = desk.StartAsync();
        await UntilAsync(() => Refusals() >= before + 2 || start.IsCompleted, $"silo 0 to refuse {who} twice", () => Cluster[0].Output);
        start.IsCompletedSuccessfully.Should().BeFalse($"{who} is refused");
        Refusals().Should().BeGreaterThan(before);
        // Its start ends with it; how, is of no interest.
        _ = start.ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default);
    }

    private int Refusals() => Cluster[0].Output.Split(Refused).Length - 1;

    private void StayOut()
    {
        Cluster.ActiveSilos().Should().Be(2);
        Cluster.Shares().Should().Equal(32, 32);
    }

    private ChildProcess StartSilo(IReadOnlyDictionary<string, string?> environment) => ChildProcess.Start(
        "dotnet",
        [BuiltOutput.Assembly("Shipments.Silo"), "--postgres", Cluster.ConnectionString, "--port", "0", "--json-port", "0"],
        environment);

    private DeskHost Desk(Dictionary<string, string?> settings) => DeskHost.Create(
    [
        "--gateway", $"127.0.0.1:{Cluster.GatewayOf(0)}", "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
        .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
    ]);

    private static Task SaysAsync(Func<string> output, string text, string awaited) =>
        UntilAsync(() => output().Contains(text, StringComparison.Ordinal), awaited, output);

    private static async Task UntilAsync(Func<bool> reached, string awaited, Func<string> output)
    {
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(100));
        var end = DateTime.UtcNow + TimeSpan.FromMinutes(1);
        while (!reached())
        {
            Assert.True(DateTime.UtcNow < end, $"Not within a minute: {awaited}. It said:\n{output()}");
            await tick.WaitForNextTickAsync();
        }
    }
}
