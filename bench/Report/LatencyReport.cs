using Shipments.Bench.Measuring;

namespace Shipments.Bench.Report;

/// <summary>Durations in milliseconds.</summary>
internal sealed record LatencyReport(double Mean, double P50, double P90, double P99, double P999, double Max)
{
    /// <summary>Reads a histogram.</summary>
    public static LatencyReport Of(LatencyHistogram histogram) => new(
        histogram.Mean.TotalMilliseconds, histogram.At(50).TotalMilliseconds, histogram.At(90).TotalMilliseconds,
        histogram.At(99).TotalMilliseconds, histogram.At(99.9).TotalMilliseconds, histogram.Max.TotalMilliseconds);
}
