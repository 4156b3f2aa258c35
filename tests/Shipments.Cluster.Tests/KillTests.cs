using Shipments.TestKit.Processes;
using Xunit.Abstractions;

namespace Shipments.Cluster.Tests;

public sealed class KillTests(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int UnitsPerRound = 40;

    /// <summary>
    /// Goal: what was acknowledged survives a silo that dies at any moment, once and in its place, and nothing half-done waits for a caller.
    /// Method: a client registers and scans without a pause; after a random number of its acknowledgements the silo gets SIGKILL and is
    /// started again on the same folder and port, twenty times; then once more, right after the last acknowledgement. Then every parcel is
    /// read back and compared with what the client was told; only after that every request is sent again, and its answer compared.
    /// </summary>
    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_silo_is_killed_again_and_again()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SHIPMENTS_KILL_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"Seed {seed}: repeat with SHIPMENTS_KILL_SEED={seed}.");
        var random = new Random(seed);
        var folder = Directory.CreateTempSubdirectory("shipments-kill-").FullName;
        var port = FreePort.Take();
        var silo = await SiloProcess.StartAsync(folder, port);
        try
        {
            await using var driver = KillDriver.Start(silo.Target, seed);
            for (var kill = 1; kill <= Kills; kill++)
            {
                await driver.WorkAsync(UnitsPerRound, random.Next(1, UnitsPerRound));
                silo = await RestartAsync(silo, folder);
            }

            await driver.FinishAsync();
            silo = await RestartAsync(silo, folder);
            var history = driver.History;
            output.WriteLine($"{history.Registrations.Count} registrations and {history.Scans.Count} scans were acknowledged.");
            await using (var readBack = new ReadBack(silo.Address, seed))
                await readBack.CheckAsync(history);

            await driver.RepeatAsync();
            history.Repeated.Count.Should().BeGreaterThan(Kills);
            history.Repeated.Changed.Should().BeEmpty($"an answered request id gives the same answer (seed {seed})");
            (await silo.StopAsync()).Should().Be(0, silo.Output);
        }
        finally
        {
            await silo.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<SiloProcess> RestartAsync(SiloProcess silo, string folder)
    {
        await silo.KillAsync();
        await silo.DisposeAsync();
        return await SiloProcess.StartAsync(folder, silo.Port);
    }
}
