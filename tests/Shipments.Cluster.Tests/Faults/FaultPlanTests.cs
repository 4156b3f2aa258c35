using Shipments.Faults;
using Shipments.Faults.Kinds;
using Shipments.Faults.Report;

namespace Shipments.Cluster.Tests.Faults;

public sealed class FaultPlanTests
{
    [Fact]
    public void Each_round_has_every_kind_once_and_the_seed_decides_the_order()
    {
        var kinds = FaultPlan.Choose([]);
        var planned = FaultPlan.Make(kinds, new Random(5)).Take(3 * kinds.Count).ToList();

        planned.Should().Equal(FaultPlan.Make(kinds, new Random(5)).Take(3 * kinds.Count));
        planned.Chunk(kinds.Count).Should().OnlyContain(round => round.Order().SequenceEqual(kinds.Order()));
    }

    [Fact]
    public void A_clock_that_jumps_comes_only_when_it_is_asked_for()
    {
        FaultPlan.Choose([]).Should().Equal(FaultCatalogue.Kinds.Where(kind => kind != "clock-jump"));
        FaultPlan.Choose(["clock-jump"]).Should().Equal("clock-jump");
    }

    [Fact]
    public void A_kind_that_is_none_is_refused() => FluentActions.Invoking(() => FaultPlan.Choose(["kill-one", "flood"]))
        .Should().Throw<ArgumentException>().WithMessage("'flood' is no kind of fault*");

    [Fact]
    public void Without_hosts_of_their_own_silos_cannot_be_cut_off() => FaultCatalogue.Kinds
        .Where(kind => FaultCatalogue.Missing(kind, hasHosts: false)?.Contains("namespaces") == true)
        .Should().Equal("partition-silos", "partition-database");

    [Fact]
    public void The_report_says_what_was_found_and_how_long_it_took()
    {
        FaultOutcome[] outcomes = [.. Enumerable.Range(1, 100).Select(i => new FaultOutcome("kill-one", "silo1", TimeSpan.FromSeconds(i), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)))];
        RunResult result = new(
            17, TimeSpan.FromMinutes(3), outcomes, new Dictionary<string, string> { ["partition-silos"] = "no root" }, (5, 4, 3, 2, 1), (9, 8),
            new Dictionary<string, long> { ["silo1"] = 3 << 20 }, 6, ["lost: scan a", "doubled: scan b", "doubled: scan c"]);

        var text = FaultReport.Write(result);

        text.Should().Contain("# Faults: 100 injected in 3.0 minutes, 3 findings").And.Contain("Seed 17.")
            .And.Contain("| kill-one | 100 | 50.0, 99.0, 100.0 | 2.0, 2.0, 2.0 | 1.0, 1.0, 1.0 |")
            .And.Contain("| partition-silos | not run: no root | | | |")
            .And.Contain("| Scans lost | 1 |").And.Contain("| Scans doubled | 2 |").And.Contain("- silo1 held at most 3 MiB.").And.Contain("- lost: scan a");
    }
}
