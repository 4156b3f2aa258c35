using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>Parcels on their way, by phase and by the days since their newest milestone.</summary>
/// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
public sealed class LaneBacklog(long nowMs)
{
    private readonly SortedDictionary<Phase, long[]> _ages = [];

    /// <summary>The least age of each bucket, in days. What is older than all weeks kept apart is in the last.</summary>
    public static IReadOnlyList<int> AgesFromDays { get; } = [0, 2, 4, 8, 15, 31, 61];

    /// <summary>The day now, from 1970-01-01 as 0.</summary>
    public int Today { get; } = LaneWeeks.DayOf(nowMs);

    /// <summary>For each phase with parcels, how many are in each bucket of age.</summary>
    public IEnumerable<KeyValuePair<Phase, long[]>> Phases => _ages.Where(phase => phase.Value.Any(count => count != 0));

    internal void Add(LaneCell cell, long count)
    {
        if (!_ages.TryGetValue((Phase)cell.Part, out long[]? ages))
            _ages[(Phase)cell.Part] = ages = new long[AgesFromDays.Count];
        ages[cell.Week == LaneCell.OlderWeek ? ages.Length - 1 : BucketOf(Today - LaneWeeks.DayOf(cell.Week, cell.Bucket))] += count;
    }

    private static int BucketOf(int days)
    {
        int bucket = 0;
        while (bucket + 1 < AgesFromDays.Count && AgesFromDays[bucket + 1] <= days)
            bucket++;
        return bucket;
    }
}
