using Shipments.Faults;
using Shipments.Faults.Kinds;
using Shipments.TestKit.Processes;
using Xunit.Abstractions;

namespace Shipments.Cluster.Tests.Faults;

public sealed class FaultTests(ITestOutputHelper output)
{
    private const int NothingFound = 0;
    private const int NothingFoundInThoseThatRan = 3;
    private static readonly TimeSpan s_within = TimeSpan.FromMinutes(10);

    private static string[] Kinds => [.. FaultCatalogue.Usual.Where(kind => kind != "clock-skew")];

    /// <summary>
    /// Goal: no fault costs or doubles what was acknowledged, and none lasts. Method: the driver, once through every kind that this machine can do, in
    /// a process of its own; it checks, and its exit code says what it found. Where there is no root or there are no namespaces, those kinds are left
    /// out, and the output of the test says so. Wrong clocks are left to the long run, <c>eng/faults.sh</c>: after deaths of others Orleans may hold a
    /// silo whose clock is behind for one of the dead, and end it at its start.
    /// </summary>
    [Fact]
    public async Task One_fault_of_each_kind_but_wrong_clocks_leaves_nothing_to_find()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SHIPMENTS_FAULTS_SEED"), out var given) ? given : Environment.TickCount;
        output.WriteLine($"Seed {seed}: repeat with SHIPMENTS_FAULTS_SEED={seed}.");
        var hasHosts = await PrivateNetwork.IsPossibleAsync();
        var missing = Kinds.Select(kind => (Kind: kind, Why: FaultCatalogue.Missing(kind, hasHosts))).Where(kind => kind.Why is not null).ToArray();
        foreach (var (kind, why) in missing)
            output.WriteLine($"Not run: {kind}, as {why}.");

        await using var driver = ChildProcess.Start("dotnet", [BuiltOutput.Assembly("Shipments.Faults"), "--seed", $"{seed}", "--kinds", .. Kinds]);
        var code = await driver.ExitAsync("the end of the faults", s_within);

        output.WriteLine(driver.Output);
        code.Should().Be(missing.Length == 0 ? NothingFound : NothingFoundInThoseThatRan, $"seed {seed}:\n{driver.Output}");
    }
}
