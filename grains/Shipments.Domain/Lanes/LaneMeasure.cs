namespace Shipments.Domain.Lanes;

/// <summary>What a lane counts. The numbers are written in states: fixed for ever.</summary>
public enum LaneMeasure
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Parcels by phase; the bucket is the phase.</summary>
    Phase = 1,

    /// <summary>Picked up until delivered, by the week of the pick-up; the bucket is of <see cref="LogBuckets"/>.</summary>
    DoorToDoor = 2,

    /// <summary>The same in days: the part is the weekday of the pick-up from Monday as 0, the bucket the days between the two dates.</summary>
    DoorToDoorDays = 3,

    /// <summary>What became of a parcel, by the week of its pick-up; the part is a <see cref="LaneOutcome"/>.</summary>
    Outcome = 4,

    /// <summary>Parcels on their way, by the week of their newest milestone; the part is the phase, the bucket the weekday from Monday as 0.</summary>
    Backlog = 5,

    /// <summary>How long a leg took, by the four weeks of its beginning; the part is a <see cref="LaneLeg"/>, the bucket of <see cref="LogBuckets"/>.</summary>
    Leg = 6,

    /// <summary>From a milestone to the next one reached, by the four weeks of the first; the part is its kind, the bucket of <see cref="LogBuckets"/>.</summary>
    Dwell = 7,

    /// <summary>First attempts against the promise, by the four weeks of the attempt; the part is a <see cref="LanePromise"/>, the bucket the days it was late.</summary>
    Attempt = 8,

    /// <summary>Parcels on their way without an attempt, by the week of the first promise; the bucket is its weekday from Monday as 0.</summary>
    OpenPromise = 9,

    /// <summary>Whether the first attempt delivered, by the four weeks of it; the part is 1 when it did, 0 when not.</summary>
    FirstAttempt = 10,

    /// <summary>Parcels on their way by their status at the customs; the bucket is the status.</summary>
    Customs = 11,

    /// <summary>From the start at the import customs to the release, by the four weeks of the start; the bucket is of <see cref="LogBuckets"/>.</summary>
    Release = 12,

    /// <summary>Delivered parcels that reached a milestone, by the four weeks of the delivery; the part is the kind.</summary>
    Compliance = 13,

    /// <summary>By how many days a delivery missed the promise, by the four weeks of it; the part is a <see cref="LanePromise"/>, the bucket the days later, plus <see cref="DayGaps.Zero"/>.</summary>
    PromiseGap = 14,

    /// <summary>From a scan's event to its receipt, by the four weeks of the receipt; the bucket is of <see cref="LogBuckets"/>.</summary>
    Latency = 15,

    /// <summary>From a slot (a point, and how long it was stood at) to the first attempt, by the week of its begin; the part is the slot, the bucket a <see cref="Eta.RemainingBucket"/>.</summary>
    Remaining = 16,

    /// <summary>Parcels that went on from a point and wait for their attempt, by the week of the slot's begin; the part is the slot, the bucket the weekday from Monday as 0.</summary>
    Waiting = 17,

    /// <summary>First windows said at a point, by the week of the attempt; the part is the point, the bucket how the attempt came, see <see cref="Eta.WindowCells"/>.</summary>
    Window = 18,

    /// <summary>First attempts by the four weeks and the weekday, from Monday as 0, which is the bucket. Not counted any more: states may hold it.</summary>
    AttemptDay = 19,

    /// <summary>How many windows were announced, by the four weeks of the attempt; the bucket is the number, at most 50.</summary>
    Announcements = 20,

    /// <summary>
    /// By how much the attempt missed a window, by its four weeks; the part is 0 to 2 for P50, P80 and P95 of the first window announced, 3 to 5 of
    /// the last, the bucket the half days later, plus <see cref="DayGaps.Zero"/>.
    /// </summary>
    EstimateGap = 21,

    /// <summary>Whether the attempt came within the promised days, by its four weeks; the part is a <see cref="LanePromise"/>, the bucket 1 when it did, 0 when not.</summary>
    PromiseInside = 22,

    /// <summary>Whether the customs ever stopped a parcel, by the four weeks of its pick-up; the part is 1 when they did, 0 when not.</summary>
    CustomsStopped = 23,

    /// <summary>Parcels that stand at a point and wait for their attempt, by the week in which they reached it; the part is the point, the bucket the weekday from Monday as 0.</summary>
    Standing = 24,

    /// <summary>
    /// Picked up until the first attempt, by the week of the pick-up, in days: the part is the weekday of the pick-up from Monday as 0, the bucket the days
    /// between the two dates.
    /// </summary>
    AttemptDays = 25,

    /// <summary>Scans by who told of them, by the four weeks of the commit; the part is 0 for pick-ups and 1 for rounds, the bucket the carrier's number, see <see cref="LaneTellers"/>.</summary>
    Teller = 26,

    /// <summary>
    /// What passed a stage, by the half hour of the week it happened in; the part is a <see cref="Choice.FlowStage"/>. Only deltas hold it: a lane
    /// keeps it in its <see cref="Choice.LaneFlow"/>.
    /// </summary>
    Flow = 32,

    /// <summary>How many half hours after it happened that was committed, by the week of the commit; the part is the stage. As <see cref="Flow"/> in deltas only.</summary>
    FlowDelay = 33,
}
