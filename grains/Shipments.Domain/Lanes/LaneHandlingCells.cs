using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>Where a parcel counts for the customs and for the scans it was given.</summary>
internal static class LaneHandlingCells
{
    public static void Write(ref LaneContribution cells, in LaneFacts facts)
    {
        if (facts.Customs != (int)CustomsStatus.None && LaneOutcomes.IsInTransit(facts.Phase))
            cells.Put(new LaneCell(LaneMeasure.Customs, 0, 0, facts.Customs));
        cells.PutDuration(
            LaneMeasure.Release, 0, facts[MilestoneKind.ImportCustomsStarted], facts[MilestoneKind.ImportCustomsReleased]);
        long pickedUp = facts[MilestoneKind.PickedUp];
        if (pickedUp != 0)
            cells.Put(new LaneCell(LaneMeasure.CustomsStopped, LaneWeeks.PeriodOf(pickedUp), facts.CustomsStoppedMs != 0 ? 1 : 0, 0));
        long delivered = facts[MilestoneKind.Delivered];
        if (delivered == 0)
            return;
        int period = LaneWeeks.PeriodOf(delivered);
        for (MilestoneKind kind = MilestoneKind.InfoReceived; kind <= MilestoneKind.Delivered; kind++)
        {
            if (facts[kind] != 0)
                cells.Put(new LaneCell(LaneMeasure.Compliance, period, (int)kind, 0));
        }
    }
}
