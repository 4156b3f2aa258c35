using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>
/// Where a parcel counts for the time to its first attempt, and for the windows that were said of it. An attempt at the end of a window is in it.
/// </summary>
internal static class WindowCells
{
    /// <summary>Announcements beyond this count as so many.</summary>
    public const int AnnouncementsMax = 50;

    private const int Raw = 4;
    private const long HalfDayMs = 43_200_000;

    /// <summary>Gaps are counted in half days, those earlier than the window's time below <see cref="DayGaps.Zero"/>, up to 183 days.</summary>
    public const int GapHalfDaysMax = 366;

    public static void Write(ref LaneContribution cells, in LaneFacts facts)
    {
        long attempt = facts.AttemptMs;
        if (attempt != 0)
            WriteAttempt(ref cells, facts, attempt);
        else if (EtaFacts.IsAwaited(facts))
            WriteWaiting(ref cells, facts);
    }

    /// <summary>Which of <see cref="EtaCounts.Bands"/> a cell of <see cref="LaneMeasure.Window"/> counts; null for none this version knows.</summary>
    public static int? BandOf(LaneCell cell) => cell.Bucket % Raw < EtaCounts.Bands ? cell.Bucket % Raw : null;

    /// <summary>Whether the attempt came by the P80 that was said.</summary>
    public static bool IsInP80(LaneCell cell) => cell.Bucket >= Raw;

    /// <summary>The bucket of a gap. A gap of just nothing is still in the window, so buckets hold their upper end.</summary>
    public static int GapBucket(long gapMs)
    {
        long halfDays = gapMs > 0 ? ((gapMs - 1) / HalfDayMs) + 1 : -(-gapMs / HalfDayMs);
        return DayGaps.Zero + (int)Math.Clamp(halfDays, -GapHalfDaysMax, GapHalfDaysMax);
    }

    private static void WriteWaiting(ref LaneContribution cells, in LaneFacts facts)
    {
        EtaPoint standing = EtaFacts.Standing(facts);
        for (EtaPoint point = EtaPoint.InfoReceived; (int)point < EtaFacts.Points; point++)
        {
            long reached = EtaFacts.ReachedMs(facts, point);
            if (reached <= 0)
                continue;
            if (point == standing)
            {
                cells.Put(new LaneCell(LaneMeasure.Standing, LaneWeeks.Of(reached), (int)point, LaneWeeks.WeekdayOf(reached)));
                continue;
            }

            for (int stay = EtaSlots.StayAt(facts, point); stay >= 0; stay--)
            {
                long began = reached + EtaSlots.AfterMs(stay);
                cells.Put(new LaneCell(LaneMeasure.Waiting, LaneWeeks.Of(began), EtaSlots.Of(point, stay), LaneWeeks.WeekdayOf(began)));
            }
        }
    }

    private static void WriteAttempt(ref LaneContribution cells, in LaneFacts facts, long attempt)
    {
        int week = LaneWeeks.Of(attempt);
        for (EtaPoint point = EtaPoint.InfoReceived; (int)point < EtaFacts.Points; point++)
        {
            long reached = EtaFacts.ReachedMs(facts, point);
            if (reached <= 0 || attempt < reached)
                continue;
            for (int stay = EtaSlots.StayAt(facts, point); stay >= 0; stay--)
            {
                long began = reached + EtaSlots.AfterMs(stay);
                cells.Put(new LaneCell(LaneMeasure.Remaining, LaneWeeks.Of(began), EtaSlots.Of(point, stay), RemainingBucket.Of(began, attempt, stay)));
            }

            if (facts.Said(point) is { Bits: not 0 } said && attempt - reached > said.SaidAfterMs)
                cells.Put(new LaneCell(LaneMeasure.Window, week, (int)point, BucketOf(said, attempt - reached)));
        }

        if (facts.Announcements == 0)
            return;
        int period = LaneWeeks.PeriodOf(attempt);
        cells.Put(new LaneCell(LaneMeasure.Announcements, period, 0, Math.Min(facts.Announcements, AnnouncementsMax)));
        WriteGaps(ref cells, facts.Original, period, part: 0, attempt);
        WriteGaps(ref cells, facts.Estimate, period, part: 3, attempt);
    }

    private static int BucketOf(SaidWindow said, long elapsedMs)
    {
        int band = elapsedMs <= said.RawP50AfterMs ? 0 : elapsedMs <= said.RawP80AfterMs ? 1 : 2;
        return band + (elapsedMs <= said.P80AfterMs ? Raw : 0);
    }

    // What was said after the attempt is no forecast of it.
    private static void WriteGaps(ref LaneContribution cells, EstimateTimes said, int period, int part, long attempt)
    {
        if (said.SaidMs == 0 || said.SaidMs > attempt)
            return;
        WriteGap(ref cells, period, part, attempt - said.P50Ms);
        WriteGap(ref cells, period, part + 1, attempt - said.P80Ms);
        WriteGap(ref cells, period, part + 2, attempt - said.P95Ms);
    }

    private static void WriteGap(ref LaneContribution cells, int period, int part, long gapMs) =>
        cells.Put(new LaneCell(LaneMeasure.EstimateGap, period, part, GapBucket(gapMs)));
}
