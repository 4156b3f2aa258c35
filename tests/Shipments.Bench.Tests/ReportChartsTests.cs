using Shipments.Bench.Report;
using Shipments.Bench.Tests.Figures;

namespace Shipments.Bench.Tests;

public sealed class ReportChartsTests
{
    [Fact]
    public void What_comes_after_the_run_is_not_drawn()
    {
        LoadReport report = Reports.With(Reports.Series([])) with
        {
            Freshness = [new FreshnessReport(20, 1, 1), new FreshnessReport(39.9, 1, 1), new FreshnessReport(40.5, 3, 3), new FreshnessReport(70, 4, 4)],
        };

        ReportCharts.Freshness(report).Should().Contain("at 39.9 s").And.NotContain("at 40.5 s").And.NotContain("at 70 s");
    }
}
