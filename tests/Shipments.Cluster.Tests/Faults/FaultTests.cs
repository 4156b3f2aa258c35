using Shipments.TestKit.Processes;
using Xunit.Abstractions;

namespace Shipments.Cluster.Tests.Faults;

public sealed class FaultTests(ITestOutputHelper output)
{
    private static readonly TimeSpan s_within = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Goal: no fault costs or doubles what was acknowledged, and none lasts. Method: the driver, once through the kinds that need no machine of
    /// their own, in a process of its own; it checks, and its exit code says what it found. The other kinds are run by <c>eng/faults.sh</c>.
    /// </summary>
    [Fact]
    public async Task Kills_cut_connections_and_a_crash_of_the_database_leave_nothing_to_find()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SHIPMENTS_FAULTS_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"Seed {seed}: repeat with SHIPMENTS_FAULTS_SEED={seed}.");

        await using var driver = ChildProcess.Start(
            "dotnet",
            [BuiltOutput.Assembly("Shipments.Faults"), "--seed", $"{seed}", "--kinds", "kill-one", "database-crash", "cut-reply", "cut-commit"]);
        var code = await driver.ExitAsync("the end of the faults", s_within);

        output.WriteLine(driver.Output);
        code.Should().Be(0, $"seed {seed}:\n{driver.Output}");
    }
}
