using Shipments.Bench.Measuring;

namespace Shipments.Bench.Report;

/// <summary>How far a lane and the list were behind at a moment of the run; all in seconds.</summary>
internal sealed record FreshnessReport(double At, double? Lane, double? List)
{
    /// <summary>Reads a sample.</summary>
    public static FreshnessReport Of(FreshnessSample sample) => new(sample.At.TotalSeconds, sample.Lane?.TotalSeconds, sample.List?.TotalSeconds);
}
