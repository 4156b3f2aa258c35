using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice;

/// <summary>Estimates when parcels arrive. Pure.</summary>
/// <param name="corridor">The times of all lanes between the two countries together.</param>
/// <param name="isOriginWorkday">Whether the origin takes parcels on a day, if the lane has a cut-off on its weekday, from 1970-01-01 as 0.</param>
/// <param name="isDestinationWorkday">Whether the destination does.</param>
/// <param name="isDestinationWeekend">Whether a day is of the destination's weekend.</param>
public sealed class DeliveryEstimates(
    LaneTimes corridor, Func<int, bool> isOriginWorkday, Func<int, bool> isDestinationWorkday, Func<int, bool> isDestinationWeekend)
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
        return new DeliveryEstimates(
            corridor, day => !data.IsHoliday(origin, day), day => data.IsWorkday(destination, day), WorkCalendar.Of(destination).IsWeekend);
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

    /// <summary>The chance that a parcel is tried by a day.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="postingMs">When the parcel is handed over, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="day">The day, with it.</param>
    /// <returns>None when the lane takes none.</returns>
    public ArrivalChance ByDay(LaneCandidate lane, long postingMs, int day)
    {
        if (StartOf(lane, postingMs) is not { } start)
            return ArrivalChance.Never;

        // A queue takes away whole days and the part of one.
        int begin = PickUpDay(lane, start, postingMs);
        double left = day - begin - lane.Delay.MoreDays;
        if (left < 0)
            return ByDays(lane, begin, day, 0) with { Likely = 0 };
        return ArrivalChance.Between(ByDays(lane, begin, day, (int)left), ByDays(lane, begin, day, (int)left + 1), left - (int)left);
    }

    /// <summary>The same within so many working days after the start.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="days">Working days.</param>
    public ArrivalChance Within(LaneCandidate lane, int days)
    {
        (double share, double observations) = lane.Times.Within(days, ParentOf(lane, out _));
        return new ArrivalChance(share, observations);
    }

    // By the calendar days of the pick-up's weekday, and by working days where nothing is known of those.
    private ArrivalChance ByDays(LaneCandidate lane, int begin, int deadline, int days)
    {
        LaneTimes? parent = ParentOf(lane, out _);
        int WorkdaysIn(int calendar) => LaneTimes.Workdays(begin, begin + calendar, isDestinationWorkday);
        (double share, double observations) = lane.Times.WeekdayAtRisk.Any(parcels => parcels > 0)
            ? lane.Times.WithinDays(
                days - HolidaysIn(begin, deadline), LaneWeeks.WeekdayOf(begin * DayMs), parent is null ? null : calendar => parent.Within(WorkdaysIn(calendar), null).Share)
            : lane.Times.Within(WorkdaysIn(days), parent);
        return new ArrivalChance(share, observations);
    }

    // Weekends are in the times of a weekday; a holiday on another day comes on top of them.
    private int HolidaysIn(int begin, int deadline)
    {
        int count = 0;
        for (int day = begin + 1; day <= Math.Min(deadline, begin + LaneTimes.DaysMax); day++)
            count += !isDestinationWeekend(day) && !isDestinationWorkday(day) ? 1 : 0;
        return count;
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
