using Shipments.Domain.Eta;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>
/// The places a parcel counts in, once each. It depends on the parcel's facts alone, so whoever knows the facts before and after a change can
/// take the old places back and add the new ones, and a lane is the sum over its parcels.
/// </summary>
internal ref struct LaneContribution(Span<LaneCell> cells)
{
    /// <summary>A parcel counts in at most so many places.</summary>
    public const int CellsMax = 160;

    private readonly Span<LaneCell> _cells = cells;
    private int _count;

    public readonly ReadOnlySpan<LaneCell> Cells => _cells[.._count];

    /// <summary>Writes the places of a parcel, in their order; none for one that nobody registered, or that another one counts for.</summary>
    public void Write(in LaneFacts facts)
    {
        if (facts.Phase == Phase.None || facts.IsMerged)
            return;
        Put(new LaneCell(LaneMeasure.Phase, 0, 0, (int)facts.Phase));
        WriteCohort(facts);
        WriteBacklog(facts);
        WriteLegs(facts);
        LanePromiseCells.Write(ref this, facts);
        LaneHandlingCells.Write(ref this, facts);
        WindowCells.Write(ref this, facts);
    }

    /// <summary>Puts a place where it belongs in the order; nearly always at the end.</summary>
    public void Put(LaneCell cell)
    {
        int at = _count++;
        for (; at > 0 && cell < _cells[at - 1]; at--)
            _cells[at] = _cells[at - 1];
        _cells[at] = cell;
    }

    /// <summary>Puts a duration. What ends before it begins says nothing: a clock was wrong.</summary>
    public void PutDuration(LaneMeasure measure, int part, long began, long ended)
    {
        if (began != 0 && ended >= began)
            Put(new LaneCell(measure, LaneWeeks.PeriodOf(began), part, LogBuckets.Of(ended - began)));
    }

    private void WriteCohort(in LaneFacts facts)
    {
        long began = facts[MilestoneKind.PickedUp];
        if (began == 0)
            return;
        int week = LaneWeeks.Of(began);
        long ended = facts[MilestoneKind.Delivered];
        if (ended >= began)
        {
            int days = Math.Min(LaneWeeks.DayOf(ended) - LaneWeeks.DayOf(began), DayGaps.DaysMax);
            Put(new LaneCell(LaneMeasure.DoorToDoor, week, 0, LogBuckets.Of(ended - began)));
            Put(new LaneCell(LaneMeasure.DoorToDoorDays, week, LaneWeeks.WeekdayOf(began), days));
        }

        if (facts.AttemptMs is var tried && tried >= began)
            Put(new LaneCell(LaneMeasure.AttemptDays, week, LaneWeeks.WeekdayOf(began), Math.Min(LaneWeeks.DayOf(tried) - LaneWeeks.DayOf(began), DayGaps.DaysMax)));
        Put(new LaneCell(LaneMeasure.Outcome, week, (int)LaneOutcomes.Of(facts.Phase), 0));
    }

    private void WriteBacklog(in LaneFacts facts)
    {
        if (!LaneOutcomes.IsInTransit(facts.Phase) && facts.Phase != Phase.InfoReceived)
            return;
        long newest = facts.Newest;
        if (newest > 0)
            Put(new LaneCell(LaneMeasure.Backlog, LaneWeeks.Of(newest), (int)facts.Phase, LaneWeeks.WeekdayOf(newest)));
    }

    private void WriteLegs(in LaneFacts facts)
    {
        PutDuration(LaneMeasure.Leg, (int)LaneLeg.Export, facts[MilestoneKind.PickedUp], facts[MilestoneKind.Departed]);
        PutDuration(LaneMeasure.Leg, (int)LaneLeg.Transport, facts[MilestoneKind.Departed], facts[MilestoneKind.Arrived]);
        PutDuration(LaneMeasure.Leg, (int)LaneLeg.Delivery, facts[MilestoneKind.Arrived], facts[MilestoneKind.Delivered]);
        for (MilestoneKind kind = MilestoneKind.InfoReceived; kind < MilestoneKind.Delivered; kind++)
        {
            if (facts[kind] != 0)
                PutDuration(LaneMeasure.Dwell, (int)kind, facts[kind], facts.Next(kind));
        }
    }
}
