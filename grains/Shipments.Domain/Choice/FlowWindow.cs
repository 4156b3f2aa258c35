namespace Shipments.Domain.Choice;

/// <summary>What came at a stage in a stretch of time, and what was to be expected.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="FromBin">The first half hour of it.</param>
/// <param name="ToBin">The last half hour of it.</param>
/// <param name="Observed">What came.</param>
/// <param name="Expected">What was to be expected, by the same half hours of other weeks, the level of late, and what came through the stage before.</param>
/// <param name="Variance">The square of the share by which the expectation itself may be off.</param>
public readonly record struct FlowWindow(FlowStage Stage, int FromBin, int ToBin, long Observed, double Expected, double Variance)
{
    /// <summary>The chance that so few come by chance.</summary>
    public double Chance => CountChances.AtMost(Observed, Expected, Variance);

    /// <summary>The length, in hours.</summary>
    public double Hours => (ToBin - FromBin + 1) * 0.5;

    /// <summary>Whether so few came that chance does not explain it.</summary>
    public bool IsStopped =>
        Expected > 0 && Observed <= DetectorBounds.StoppedShareMax * Expected && Chance <= DetectorBounds.ChanceMax;

    /// <summary>Whether no scan at all would have been a stop: the expectation is large enough to judge by.</summary>
    public bool CanJudge => Expected > 0 && CountChances.AtMost(0, Expected, Variance) <= DetectorBounds.ChanceMax;
}
