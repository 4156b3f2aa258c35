namespace Shipments.Bench.Report;

/// <summary>So many per cent of the calls took at most so many milliseconds.</summary>
internal sealed record PercentilePoint(double Percent, double Milliseconds);
