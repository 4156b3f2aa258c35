using Shipments.Cluster.Tests.Load;
using Xunit.Abstractions;

namespace Shipments.Cluster.Tests.Silos;

/// <summary>
/// Three silos on one PostgreSQL and a front door apart from them, all processes, under a small steady load through several doors.
/// </summary>
public sealed class ClusterTests(ITestOutputHelper output)
{
    // A quiet machine keeps a second; a test shares its machine, and what it must find is a call that waits for a lease or a timeout.
    private static readonly TimeSpan s_unnoticed = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan s_liveness = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Goal: a silo that dies costs no acknowledged scan and doubles none, and every parcel serves again soon. Method: SIGKILL under load; the
    /// time until each parcel took a scan sent after the kill; then all parcels are compared with what the callers were told.
    /// </summary>
    [Fact]
    public async Task A_killed_silo_costs_no_acknowledged_scan_and_its_parcels_serve_again()
    {
        await using var cluster = await SiloCluster.StartAsync(3);
        await cluster.SharesAsync(shares => shares is [21, 21, 22], "fair shares of three silos");
        await using var load = await ScanLoad.StartAsync([cluster.Target(0), cluster.Target(2), await cluster.StartDoorAsync()], "kill");
        await load.AllParcelsServeAsync(s_liveness);

        await cluster.KillAsync(1);
        var healed = await load.AllParcelsServeAsync(s_liveness);
        output.WriteLine($"All parcels served {healed.TotalSeconds:F1} s after the kill; callers were told {load.Errors.Count} errors.");
        foreach (var group in load.Errors.GroupBy(error => error[..error.LastIndexOf('(')]))
            output.WriteLine($"  {group.Count()} × {group.Key}");

        await cluster.StartSiloAsync(1);
        await cluster.SharesAsync(shares => shares is [21, 21, 22], "fair shares after the silo is back");
        await load.FinishAsync();
        output.WriteLine($"{load.Acknowledged} calls were acknowledged.");
    }

    /// <summary>
    /// Goal: nobody notices that silos are exchanged or added. Method: under load each silo in turn gets SIGTERM and is started again; then a
    /// fourth one joins. No caller is told an error, and no call waits for a lease or a timeout.
    /// </summary>
    [Fact]
    public async Task A_rolling_restart_and_a_join_are_not_noticed_by_callers()
    {
        await using var cluster = await SiloCluster.StartAsync(3);
        await cluster.SharesAsync(shares => shares is [21, 21, 22], "fair shares of three silos");
        await using var load = await ScanLoad.StartAsync([cluster.Target(0), cluster.Target(1), cluster.Target(2), await cluster.StartDoorAsync()], "roll");
        await load.AllParcelsServeAsync(s_liveness);

        output.WriteLine($"With all silos the slowest call had {load.Slowest(TimeSpan.Zero).TotalMilliseconds:F0} ms.");

        for (var silo = 0; silo < 3; silo++)
        {
            var since = load.Now;
            await cluster.StopAsync(silo);
            var stopped = load.Now - since;
            await load.AllParcelsServeAsync(s_liveness);
            output.WriteLine($"Silo {silo} left in {stopped.TotalSeconds:F1} s; the slowest call had {load.Slowest(since).TotalMilliseconds:F0} ms.");
            load.Errors.Should().BeEmpty($"silo {silo} left");
            load.Slowest(since).Should().BeLessThan(s_unnoticed, $"silo {silo} left");

            await cluster.StartSiloAsync(silo);
            await cluster.SharesAsync(shares => shares is [21, 21, 22], $"fair shares with silo {silo} back");
        }

        var joins = load.Now;
        await cluster.StartSiloAsync(3);
        await cluster.SharesAsync(shares => shares is [16, 16, 16, 16], "fair shares of four silos");
        await load.AllParcelsServeAsync(s_liveness);
        output.WriteLine($"The slowest call while a fourth silo joined had {load.Slowest(joins).TotalMilliseconds:F0} ms.");
        load.Errors.Should().BeEmpty("a silo joined");
        load.Slowest(joins).Should().BeLessThan(s_unnoticed, "a silo joined");
        await load.FinishAsync();
    }
}
