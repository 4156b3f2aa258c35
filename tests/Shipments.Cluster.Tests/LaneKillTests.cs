using System.Diagnostics;
using Grpc.Net.Client;
using Shipments.TestKit.Processes;
using Xunit.Abstractions;

namespace Shipments.Cluster.Tests;

public sealed class LaneKillTests(ITestOutputHelper output)
{
    private const int Kills = 6;

    private static readonly TimeSpan s_settledWithin = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Goal: each parcel is counted once in its lane, however often the silo dies. Method: callers register, scan, take back and move parcels
    /// without a pause while the silo gets SIGKILL after a random number of answers and starts again, six times; a last time right before the
    /// end. Then what the lanes say is compared with what the parcels themselves say.
    /// </summary>
    [Fact]
    public async Task Lanes_count_every_parcel_once_when_the_silo_is_killed_again_and_again()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SHIPMENTS_KILL_SEED"), out var given) ? given : Environment.TickCount & 0xFFFF;
        output.WriteLine($"Seed {seed}: repeat with SHIPMENTS_KILL_SEED={seed}.");
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("shipments-lanes-").FullName;
        var silo = await SiloProcess.StartAsync(folder, FreePort.Take());
        try
        {
            await using var load = new LaneLoad(silo.Address, seed);
            for (var kill = 1; kill <= Kills; kill++)
            {
                await load.AnsweredAsync(random.Next(200, 3_000));
                silo = await RestartAsync(silo, folder);
            }

            await load.AnsweredAsync(500);
            await load.StopAsync();
            silo = await RestartAsync(silo, folder);
            output.WriteLine($"{load.Requests} requests were answered.");
            using var channel = GrpcChannel.ForAddress(silo.Address);
            await CompareAsync(channel, seed);
            (await silo.StopAsync()).Should().Be(0, silo.Output);
        }
        finally
        {
            await silo.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // The reads themselves are the pause.
    private async Task CompareAsync(GrpcChannel channel, int seed)
    {
        var expected = await LaneCount.OfParcelsAsync(channel);
        var clock = Stopwatch.StartNew();
        string counted;
        do
        {
            counted = await LaneCount.OfLanesAsync(channel);
        }
        while (counted != expected && clock.Elapsed < s_settledWithin);
        counted.Should().Be(expected, $"lanes are the sum over their parcels within {s_settledWithin} (seed {seed})");
        output.WriteLine($"After {clock.Elapsed.TotalSeconds:0.0} s:\n{counted}");
    }

    private static async Task<SiloProcess> RestartAsync(SiloProcess silo, string folder)
    {
        await silo.KillAsync();
        await silo.DisposeAsync();
        return await SiloProcess.StartAsync(folder, silo.Port);
    }
}
