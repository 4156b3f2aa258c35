using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>
/// The bucket of a cell that counts a time to the attempt: how long it took and, from the point itself, on which weekday it began. Flights and
/// offices keep weekdays. Cells of parcels counted before weekdays were told apart have none. Fixed for ever: it is written in states.
/// </summary>
internal static class RemainingBucket
{
    /// <summary>A weekday for a cell that has none.</summary>
    public const int NoWeekday = -1;

    private const int WeekdayShift = 8;

    /// <summary>Packs both.</summary>
    /// <param name="beganMs">When the slot began.</param>
    /// <param name="attemptMs">The attempt; not before.</param>
    /// <param name="stay">The slot's stay: weekdays are told apart for the first one alone, since a lane has room for so many cells.</param>
    public static int Of(long beganMs, long attemptMs, int stay) =>
        EtaBuckets.Of(attemptMs - beganMs) | (stay == 0 ? (LaneWeeks.WeekdayOf(beganMs) + 1) << WeekdayShift : 0);

    /// <summary>The bucket of <see cref="EtaBuckets"/>; not below <see cref="EtaBuckets.Count"/> for one of a later version.</summary>
    public static int AgeOf(int bucket) => WeekdayOf(bucket) < EtaCounts.Weekdays ? bucket & ((1 << WeekdayShift) - 1) : EtaBuckets.Count;

    /// <summary>The weekday, from Monday as 0; <see cref="NoWeekday"/> for none.</summary>
    public static int WeekdayOf(int bucket) => (bucket >> WeekdayShift) - 1;
}
