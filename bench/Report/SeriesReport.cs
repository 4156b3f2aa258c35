using Shipments.Bench.Measuring;

namespace Shipments.Bench.Report;

/// <summary>One kind of call. Its rate is of the time that counts, up to the second in which nothing was left to send, if there was one.</summary>
internal sealed record SeriesReport(
    string Name, string Unit, long Calls, long Items, double ItemsPerSecond, double? DryAt, long Failed, IReadOnlyDictionary<string, long> Failures,
    LatencyReport Latency, LatencyReport SendDelay, IReadOnlyList<PercentilePoint> Curve, IReadOnlyList<SecondReport> Seconds)
{
    private static readonly double[] Percents =
        [0, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97.5, 98, 99, 99.5, 99.9, 99.95, 99.99, 99.999];

    /// <summary>Reads a series when the run is over.</summary>
    public static SeriesReport Of(Series series, RunClock clock)
    {
        int last = Math.Min(series.Seconds.Count, (int)Math.Ceiling(clock.Now.TotalSeconds));
        double counted = ((series.DryAt is { } dry && dry < clock.Whole ? dry : clock.Whole) - clock.WarmUp).TotalSeconds;
        return new SeriesReport(
            series.Name, series.Unit, series.Calls, series.Items, counted > 0 ? series.Items / counted : 0, series.DryAt?.TotalSeconds, series.Failed,
            new SortedDictionary<string, long>(series.Failures.ToDictionary(), StringComparer.Ordinal),
            LatencyReport.Of(series.Latencies), LatencyReport.Of(series.Delays),
            [.. Percents.Where(percent => series.Latencies.Count >= 1 / (1 - Math.Min(percent / 100, 0.999999)))
                .Select(percent => new PercentilePoint(percent, series.Latencies.At(percent).TotalMilliseconds))],
            [.. series.Seconds.Take(last).Select((slot, second) => SecondReport.Of(second, slot))]);
    }
}
