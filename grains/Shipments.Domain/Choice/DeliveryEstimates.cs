using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice;

/// <summary>Estimates when parcels arrive. Pure.</summary>
/// <param name="corridor">The times of all lanes between the two countries together.</param>
/// <param name="isOriginWorkday">Whether the origin takes parcels on a day, if the lane has a cut-off on its weekday, from 1970-01-01 as 0.</param>
/// <param name="isDestinationWorkday">Whether the destination does.</param>
public sealed class DeliveryEstimates(LaneTimes corridor, Func<int, bool> isOriginWorkday, Func<int, bool> isDestinationWorkday)
{
    private const long DayMs = 86_400_000;

    /// <summary>Estimates between two countries.</summary>
    /// <param name="data">Calendars.</param>
    /// <param name="origin">Two letters.</param>
    /// <param name="destination">Two letters.</param>
    /// <param name="lanes">The lanes between them.</param>
    public static DeliveryEstimates Between(LaneData data, string origin, string destination, IEnumerable<LaneCandidate> lanes)
    {
        LaneTimes corridor = new();
        foreach (LaneCandidate lane in lanes)
            corridor.Add(lane.Times);
        return new DeliveryEstimates(corridor, day => !data.IsHoliday(origin, day), day => data.IsWorkday(destination, day));
    }

    /// <summary>When the lane takes a parcel; null when no cut-off comes.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="postingMs">When the parcel is handed over, in milliseconds since 1970-01-01 UTC.</param>
    public long? StartOf(LaneCandidate lane, long postingMs) =>
        lane.Terms.CutOffs is { } cutOffs ? cutOffs.Next(postingMs, isOriginWorkday) : postingMs;

    /// <summary>When a parcel arrives; null when the lane takes none.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="postingMs">When the parcel is handed over, in milliseconds since 1970-01-01 UTC.</param>
    public LaneEstimate? Of(LaneCandidate lane, long postingMs)
    {
        if (StartOf(lane, postingMs) is not { } start)
            return null;
        LaneTimes? parent = ParentOf(lane, out EstimateLevel above);
        int day = PickUpDay(lane, start, postingMs);
        int more = (int)Math.Round(lane.Delay.MoreDays);
        int? Day(double share) => lane.Times.Quantile(share, parent) is { } days ? LaneTimes.After(day, days, isDestinationWorkday) + more : null;
        bool isOwn = lane.Times.Observations >= LaneTimes.ParentWeight || (parent is null && lane.Times.Observations > 0);
        return new LaneEstimate(
            start, Day(0.05), Day(0.5), Day(0.8), Day(0.95), lane.Times.Quantile(0.8, parent), isOwn ? EstimateLevel.Lane : above,
            lane.Times.Observations, corridor.Observations);
    }

    /// <summary>The chance to arrive by a day, and its lower bound: nine in ten that it is not less.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="postingMs">When the parcel is handed over, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="day">The day, with it.</param>
    /// <returns>0 and 0 when the lane takes none.</returns>
    public (double Likely, double AtLeast) ByDay(LaneCandidate lane, long postingMs, int day)
    {
        if (StartOf(lane, postingMs) is not { } start)
            return (0, 0);

        // A queue takes away whole days and the part of one.
        int begin = PickUpDay(lane, start, postingMs);
        double left = day - begin - lane.Delay.MoreDays;
        if (left < 0)
            return (0, 0);
        (double least, double atLeast) = ByDays(lane, begin, (int)left);
        (double most, double atMost) = ByDays(lane, begin, (int)left + 1);
        double part = left - (int)left;
        return (least + (part * (most - least)), atLeast + (part * (atMost - atLeast)));
    }

    /// <summary>The same within so many working days after the start.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="days">Working days.</param>
    public (double Likely, double AtLeast) Within(LaneCandidate lane, int days)
    {
        (double share, double observations) = lane.Times.Within(days, ParentOf(lane, out _));
        return (share, CountChances.ShareAtLeast(share * observations, observations));
    }

    // By the calendar days of the pick-up's weekday, and by working days where nothing is known of those.
    private (double Likely, double AtLeast) ByDays(LaneCandidate lane, int begin, int days)
    {
        LaneTimes? parent = ParentOf(lane, out _);
        int WorkdaysIn(int calendar) => LaneTimes.Workdays(begin, begin + calendar, isDestinationWorkday);
        (double share, double observations) = lane.Times.WeekdayAtRisk.Any(parcels => parcels > 0)
            ? lane.Times.WithinDays(days, LaneWeeks.WeekdayOf(begin * DayMs), parent is null ? null : calendar => parent.Within(WorkdaysIn(calendar), null).Share)
            : lane.Times.Within(WorkdaysIn(days), parent);
        return (share, CountChances.ShareAtLeast(share * observations, observations));
    }

    // Times are measured from the pick-up: it comes after the cut-off, and after as long a wait as others have now.
    private static int PickUpDay(LaneCandidate lane, long startMs, long postingMs) =>
        LaneWeeks.DayOf(Math.Max(startMs, postingMs + (long)(lane.Delay.PickUpDays * DayMs)));

    // A published time is of this service; other services between the two countries are only the next best guess.
    private LaneTimes? ParentOf(LaneCandidate lane, out EstimateLevel level)
    {
        if (lane.Terms.Promise is { } promise)
        {
            level = EstimateLevel.Published;
            return LaneTimes.OfPromise(promise.From, promise.To);
        }

        level = corridor.Observations > 0 ? EstimateLevel.Corridor : EstimateLevel.None;
        return corridor.Observations > 0 ? corridor : null;
    }
}
