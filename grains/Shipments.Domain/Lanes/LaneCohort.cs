namespace Shipments.Domain.Lanes;

/// <summary>The parcels picked up in one week.</summary>
public sealed class LaneCohort
{
    private readonly long[] _outcomes = new long[LaneOutcomes.Count];
    private readonly SortedDictionary<(int Weekday, int Days), long> _days = [];
    private readonly SortedDictionary<(int Weekday, int Days), long> _triedDays = [];
    private long _delivered;
    private long _tried;

    /// <summary>From the pick-up to the delivery.</summary>
    public QuantileSketch DoorToDoor { get; } = new();

    /// <summary>How many were picked up.</summary>
    public long PickedUp => _outcomes.Sum();

    /// <summary>How many delivered parcels took how many days, by the weekday of the pick-up, from Monday as 0.</summary>
    public IEnumerable<KeyValuePair<(int Weekday, int Days), long>> Days => _days;

    /// <summary>
    /// After how many days parcels were first tried, whoever was met, by the weekday of the pick-up, from Monday as 0. A delivery is an attempt too: where fewer
    /// of these were counted than deliveries, they are from a time in which only deliveries were, and those speak.
    /// </summary>
    public IEnumerable<KeyValuePair<(int Weekday, int Days), long>> TriedDays => _tried < _delivered ? _days : _triedDays;

    /// <summary>What became of them.</summary>
    /// <param name="outcome">The outcome.</param>
    public long Outcome(LaneOutcome outcome) => _outcomes[(int)outcome];

    internal void Add(LaneCell cell, long count)
    {
        if (cell.Measure == LaneMeasure.DoorToDoor)
            DoorToDoor.AddBucket(cell.Bucket, count);
        else if (cell.Measure == LaneMeasure.DoorToDoorDays)
            _delivered += Add(_days, cell, count);
        else if (cell.Measure == LaneMeasure.AttemptDays)
            _tried += Add(_triedDays, cell, count);
        else if (cell.Part < _outcomes.Length)
            _outcomes[cell.Part] += count;
    }

    private static long Add(SortedDictionary<(int Weekday, int Days), long> days, LaneCell cell, long count)
    {
        days[(cell.Part, cell.Bucket)] = days.GetValueOrDefault((cell.Part, cell.Bucket)) + count;
        return count;
    }
}
