using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>Where a parcel counts for what its carriers promised. The end of a promised window is what counts.</summary>
internal static class LanePromiseCells
{
    public static void Write(ref LaneContribution cells, in LaneFacts facts)
    {
        long attempt = facts.AttemptMs;
        if (attempt == 0)
        {
            if (facts.EtaOriginalToMs > 0 && LaneOutcomes.IsInTransit(facts.Phase))
                cells.Put(new LaneCell(LaneMeasure.OpenPromise, LaneWeeks.Of(facts.EtaOriginalToMs), 0, LaneWeeks.WeekdayOf(facts.EtaOriginalToMs)));
            return;
        }

        int period = LaneWeeks.PeriodOf(attempt);
        if (facts.EtaOriginalToMs > 0)
            Compare(ref cells, facts, LanePromise.OriginalKept, attempt, facts.EtaOriginalFromMs, facts.EtaOriginalToMs);
        // What was promised after the attempt is no promise of it.
        if (facts.EtaToMs > 0 && facts.EtaSaidMs <= attempt)
            Compare(ref cells, facts, LanePromise.CurrentKept, attempt, facts.EtaFromMs, facts.EtaToMs);
        long delivered = facts[MilestoneKind.Delivered];
        long failed = facts[MilestoneKind.FirstAttempt];
        if (delivered != 0 || failed != 0)
            cells.Put(new LaneCell(LaneMeasure.FirstAttempt, period, failed != 0 && (delivered == 0 || failed <= delivered) ? 0 : 1, 0));
    }

    private static void Compare(ref LaneContribution cells, in LaneFacts facts, LanePromise kept, long attempt, long from, long promised)
    {
        int late = DayGaps.Begun(attempt - promised);
        cells.Put(new LaneCell(LaneMeasure.Attempt, LaneWeeks.PeriodOf(attempt), (int)kept + (late > 0 ? 1 : 0), late));
        cells.Put(new LaneCell(LaneMeasure.PromiseInside, LaneWeeks.PeriodOf(attempt), (int)kept, IsInside(attempt, from, promised) ? 1 : 0));
        long delivered = facts[MilestoneKind.Delivered];
        if (delivered != 0)
            cells.Put(new LaneCell(LaneMeasure.PromiseGap, LaneWeeks.PeriodOf(delivered), (int)kept, DayGaps.BucketOf(delivered - promised)));
    }

    // A window of dates ends with its last day, so days are what counts at both ends.
    private static bool IsInside(long attempt, long from, long to) =>
        LaneWeeks.DayOf(attempt) >= LaneWeeks.DayOf(from > 0 ? from : to) && LaneWeeks.DayOf(attempt) <= LaneWeeks.DayOf(to);
}
