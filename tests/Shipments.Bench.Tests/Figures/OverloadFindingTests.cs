using Shipments.Bench.Figures;
using Shipments.Bench.Report;

namespace Shipments.Bench.Tests.Figures;

/// <summary>The runs have ten seconds of warm-up, ten as usual, ten of the overload, and ten as usual again: seconds 10, 20 and 30 begin them.</summary>
public sealed class OverloadFindingTests
{
    [Fact]
    public void Rates_are_of_the_middle_of_each_third()
    {
        OverloadFinding finding = Of(Usual, second => new(second, 600, 110, 490, 1, 40 + second, 50), Usual);

        finding.UsualRate.Should().Be(100);
        finding.OfferedRate.Should().Be(600);
        finding.AcceptedRate.Should().Be(110);
        finding.AcceptedP99.Should().Be(68, "second 29 belongs to neither third");
    }

    [Fact]
    public void Offered_are_the_items_of_all_calls_sent()
    {
        LoadReport report = Reports.With(Reports.Series(Enumerable.Range(0, 40).Select(Usual)));

        OverloadFinding.Of(report with { Settings = new Dictionary<string, string> { ["Items of a batch"] = "10" } }).OfferedRate.Should().Be(1_000);
    }

    [Fact]
    public void Recovery_is_when_all_is_as_before_for_three_seconds()
    {
        OverloadFinding finding = Of(Usual, Usual, second => second switch
        {
            30 => new(second, 100, 100, 3, 1, 10, 20),
            31 => Usual(31),
            32 => new(second, 100, 89, 0, 1, 10, 20),
            33 => new(second, 100, 100, 0, 1, 41, 60),
            34 => new(second, 100, 90, 0, 1, 40, 60),
            _ => Usual(second),
        });

        finding.RecoverySeconds.Should().Be(4);
    }

    [Fact]
    public void What_is_as_before_at_once_took_no_time() => Of(Usual, Usual, Usual).RecoverySeconds.Should().Be(0);

    [Fact]
    public void A_second_no_slower_than_the_slowest_before_is_as_before()
    {
        static SecondReport Collecting(int second) => second % 3 == 0 ? new(second, 100, 100, 0, 1, 300, 320) : Usual(second);

        Of(Collecting, Usual, second => second == 31 ? new(second, 100, 100, 0, 1, 301, 320) : Collecting(second)).RecoverySeconds.Should().Be(2);
    }

    [Fact]
    public void What_is_never_as_before_has_no_recovery() =>
        Of(Usual, Usual, second => second % 2 == 0 ? Usual(second) : new(second, 100, 0, 100, 0, 0, 0)).RecoverySeconds.Should().BeNull();

    [Fact]
    public void Failures_are_told_apart_by_what_a_caller_can_do()
    {
        OverloadFinding finding = OverloadFinding.Of(Reports.With(Reports.Series(
            [], ("ResourceExhausted (STORE_OVERLOADED)", 5), ("scan refused: ResourceExhausted", 2), ("ResourceExhausted without RetryInfo", 3),
            ("DeadlineExceeded", 4), ("Unavailable", 1))));

        (finding.Refused, finding.RefusedBare, finding.Late, finding.Other).Should().Be((7, 3, 4, 1));
        finding.IsOrderly.Should().BeFalse();
        (finding with { RefusedBare = 0, Late = 0, Other = 0 }).IsOrderly.Should().BeTrue();
    }

    private static SecondReport Usual(int second) => new(second, 100, 100, 0, 1, 10, 20);

    private static OverloadFinding Of(Func<int, SecondReport> before, Func<int, SecondReport> during, Func<int, SecondReport> after) =>
        OverloadFinding.Of(Reports.With(Reports.Series(
            Enumerable.Range(0, 40).Select(second => second < 20 ? before(second) : second < 30 ? during(second) : after(second)))));
}
