using Shipments.Bench.Figures;
using Shipments.Bench.Report;

namespace Shipments.Bench.Tests.Figures;

public sealed class LagFindingTests
{
    [Fact]
    public void Only_the_time_that_counts_is_looked_at() =>
        Of(at => at < 10 ? (99, 99) : at < 40 ? (at, 3) : (99, 99)).Should().Be(new LagFinding(24.5, 39, 3, 3, false));

    [Fact]
    public void A_list_that_falls_behind_further_and_further_is_growing()
    {
        Of(at => (1, at))!.IsListGrowing.Should().BeTrue();
        Of(at => (1, at < 30 ? 10 : 14))!.IsListGrowing.Should().BeFalse("a fifth and two seconds more is no growth");
        Of(at => (1, at < 30 ? 10 : 14.1))!.IsListGrowing.Should().BeTrue();
    }

    [Fact]
    public void Without_samples_nothing_is_found() => LagFinding.Of(Reports.Of(1)).Should().BeNull();

    private static LagFinding? Of(Func<double, (double Lane, double List)> lags) => LagFinding.Of(Reports.Of(1) with
    {
        Freshness = [.. Enumerable.Range(0, 45).Select(at => new FreshnessReport(at, lags(at).Lane, lags(at).List))],
    });
}
