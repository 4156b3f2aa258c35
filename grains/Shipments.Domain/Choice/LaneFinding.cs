namespace Shipments.Domain.Choice;

/// <summary>What a detector found, with its figures.</summary>
/// <param name="Detector">Which one.</param>
/// <param name="Stage">At which stage.</param>
/// <param name="Scope">Where it was seen: empty for the lane itself, else the pool of lanes, such as <c>delivery/US</c>.</param>
/// <param name="SinceMs">From when on it is so, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="FoundMs">When it was found.</param>
/// <param name="Observed">What came: scans, or parcels gone out; for a dwell the parcels that lie too long.</param>
/// <param name="Expected">What was to be expected of the same: of stopped scans the least that other weeks let expect.</param>
/// <param name="Hours">The length of the stretch that was judged.</param>
/// <param name="Chance">The chance of it if all were as usual and each parcel came by itself; 0 where none is worked out.</param>
public sealed record LaneFinding(
    LaneDetector Detector, FlowStage Stage, string Scope, long SinceMs, long FoundMs, double Observed, double Expected, double Hours, double Chance)
{
    /// <summary>Whether the lane is proposed to be degraded for it.</summary>
    public bool IsDegrading => Detector is LaneDetector.ScansStopped or LaneDetector.BacklogGrowing or LaneDetector.DwellLong;
}
