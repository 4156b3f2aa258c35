using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>Where a parcel counts for what its carriers promised. The end of a promised window is what counts.</summary>
internal static class LanePromiseCells
{
    public static void Write(ref LaneContribution cells, in LaneFacts facts)
    {
        long attempt = Attempt(facts);
        if (attempt == 0)
        {
            if (facts.EtaOriginalToMs > 0 && LaneOutcomes.IsInTransit(facts.Phase))
                cells.Put(new LaneCell(LaneMeasure.OpenPromise, LaneWeeks.Of(facts.EtaOriginalToMs), 0, LaneWeeks.WeekdayOf(facts.EtaOriginalToMs)));
            return;
        }

        int period = LaneWeeks.PeriodOf(attempt);
        if (facts.EtaOriginalToMs > 0)
            Compare(ref cells, facts, LanePromise.OriginalKept, attempt, facts.EtaOriginalToMs);
        // What was promised after the attempt is no promise of it.
        if (facts.EtaToMs > 0 && facts.EtaSaidMs <= attempt)
            Compare(ref cells, facts, LanePromise.CurrentKept, attempt, facts.EtaToMs);
        long delivered = facts[MilestoneKind.Delivered];
        long failed = facts[MilestoneKind.FirstAttempt];
        if (delivered != 0 || failed != 0)
            cells.Put(new LaneCell(LaneMeasure.FirstAttempt, period, failed != 0 && (delivered == 0 || failed <= delivered) ? 0 : 1, 0));
    }

    /// <summary>The first time somebody tried: a failed attempt, a counter where it waits, or the delivery itself; 0 for none.</summary>
    private static long Attempt(in LaneFacts facts)
    {
        long first = 0;
        foreach (MilestoneKind kind in (ReadOnlySpan<MilestoneKind>)[MilestoneKind.FirstAttempt, MilestoneKind.AvailableForPickup, MilestoneKind.Delivered])
        {
            if (facts[kind] != 0 && (first == 0 || facts[kind] < first))
                first = facts[kind];
        }

        return first;
    }

    private static void Compare(ref LaneContribution cells, in LaneFacts facts, LanePromise kept, long attempt, long promised)
    {
        int late = DayGaps.Begun(attempt - promised);
        cells.Put(new LaneCell(LaneMeasure.Attempt, LaneWeeks.PeriodOf(attempt), (int)kept + (late > 0 ? 1 : 0), late));
        long delivered = facts[MilestoneKind.Delivered];
        if (delivered != 0)
            cells.Put(new LaneCell(LaneMeasure.PromiseGap, LaneWeeks.PeriodOf(delivered), (int)kept, DayGaps.BucketOf(delivered - promised)));
    }
}
