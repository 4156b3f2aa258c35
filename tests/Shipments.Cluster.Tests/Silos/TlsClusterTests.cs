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

        await using (DeskHost plain = Desk([]))
        {
            Func<Task> start = () => plain.StartAsync().Awaiting("the refusal of the plain desk", s_liveness);
            (await start.Should().ThrowAsync<Exception>()).Which.Should().NotBeOfType<TimeoutException>();
        }

        await SaysAsync(() => Cluster[0].Output, Refused, "silo 0 to log the plain desk");
        await using (DeskHost stranger = Desk(_theirs.Settings("stranger")))
        {
            Func<Task> start = () => stranger.StartAsync().Awaiting("the refusal of the stranger", s_liveness);
            (await start.Should().ThrowAsync<Exception>()).Which.Should().NotBeOfType<TimeoutException>();
        }

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
        "--gateway", $"127.0.0.1:{Cluster.GatewayOf(0)}", "--urls", "http://127.0.0.1:0",
        .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
    ]);

    private static async Task SaysAsync(Func<string> output, string text, string awaited)
    {
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(100));
        var end = DateTime.UtcNow + TimeSpan.FromMinutes(1);
        while (!output().Contains(text, StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow < end, $"Not within a minute: {awaited}. It said:\n{output()}");
            await tick.WaitForNextTickAsync();
        }
    }
}
