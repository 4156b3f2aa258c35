namespace Shipments.Domain.Lanes;

/// <summary>The parcels picked up in one week.</summary>
public sealed class LaneCohort
{
    private readonly long[] _outcomes = new long[LaneOutcomes.Count];
    private readonly SortedDictionary<(int Weekday, int Days), long> _days = [];

    /// <summary>From the pick-up to the delivery.</summary>
    public QuantileSketch DoorToDoor { get; } = new();

    /// <summary>How many were picked up.</summary>
    public long PickedUp => _outcomes.Sum();

    /// <summary>How many delivered parcels took how many days, by the weekday of the pick-up, from Monday as 0.</summary>
    public IEnumerable<KeyValuePair<(int Weekday, int Days), long>> Days => _days;

    /// <summary>What became of them.</summary>
    /// <param name="outcome">The outcome.</param>
    public long Outcome(LaneOutcome outcome) => _outcomes[(int)outcome];

    internal void Add(LaneCell cell, long count)
    {
        if (cell.Measure == LaneMeasure.DoorToDoor)
            DoorToDoor.AddBucket(cell.Bucket, count);
        else if (cell.Measure == LaneMeasure.DoorToDoorDays)
            _days[(cell.Part, cell.Bucket)] = _days.GetValueOrDefault((cell.Part, cell.Bucket)) + count;
        else if (cell.Part < _outcomes.Length)
            _outcomes[cell.Part] += count;
    }
}
