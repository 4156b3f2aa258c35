using Shipments.Domain.Lanes;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>Finds lanes that do not run as they do. It knows what lanes counted, and nothing of the truth.</summary>
internal interface ILaneDetector
{
    /// <summary>What the report calls it.</summary>
    string Name { get; }

    /// <summary>The lanes that are proposed to be degraded now; asked every half an hour.</summary>
    IReadOnlyList<LaneAlarm> Look(IReadOnlyDictionary<string, LaneState> lanes, long nowMs);
}
