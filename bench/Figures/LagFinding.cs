using Shipments.Bench.Report;

namespace Shipments.Bench.Figures;

/// <summary>How far the busiest lane and the list of parcels were behind the journal in the time that counts, in seconds.</summary>
/// <param name="LaneMedian">The lane, in the middle.</param>
/// <param name="LaneMax">The lane, at most.</param>
/// <param name="ListMedian">The list, in the middle.</param>
/// <param name="ListMax">The list, at most.</param>
/// <param name="IsListGrowing">The list is further behind in the last third than in the one before, by more than a fifth and two seconds.</param>
internal sealed record LagFinding(double LaneMedian, double LaneMax, double ListMedian, double ListMax, bool IsListGrowing)
{
    private const double GrowthTimes = 1.2;
    private const double GrowthMore = 2;

    /// <summary>Reads a report; null when nothing was sampled.</summary>
    public static LagFinding? Of(LoadReport report)
    {
        double end = report.WarmUpSeconds + report.DurationSeconds;
        FreshnessReport[] counted = [.. report.Freshness.Where(sample => sample.At >= report.WarmUpSeconds && sample.At < end)];
        double[] lanes = [.. counted.Select(sample => sample.Lane).OfType<double>()];
        double[] lists = [.. counted.Select(sample => sample.List).OfType<double>()];
        if (lanes.Length == 0 || lists.Length == 0)
            return null;
        double middle = MeanOfList(counted, end - (report.DurationSeconds * 2 / 3), end - (report.DurationSeconds / 3));
        double last = MeanOfList(counted, end - (report.DurationSeconds / 3), end);
        return new LagFinding(
            Compare.Medians.Median(lanes), lanes.Max(), Compare.Medians.Median(lists), lists.Max(), last > (GrowthTimes * middle) + GrowthMore);
    }

    private static double MeanOfList(FreshnessReport[] samples, double from, double to) =>
        samples.Where(sample => sample.At >= from && sample.At < to).Select(sample => sample.List).OfType<double>().DefaultIfEmpty(0).Average();
}
