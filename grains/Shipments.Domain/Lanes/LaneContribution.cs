using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>
/// The places a parcel counts in, once each. It depends on the parcel's facts alone, so whoever knows the facts before and after a change can
/// take the old places back and add the new ones, and a lane is the sum over its parcels.
/// </summary>
internal ref struct LaneContribution(Span<LaneCell> cells)
{
    /// <summary>A parcel counts in at most so many places.</summary>
    public const int CellsMax = 32;

    private readonly Span<LaneCell> _cells = cells;
    private int _count;

    public readonly ReadOnlySpan<LaneCell> Cells => _cells[.._count];

    /// <summary>Writes the places of a parcel, in their order; none for one that nobody registered.</summary>
    public void Write(in LaneFacts facts)
    {
        if (facts.Phase == Phase.None)
            return;
        Put(new LaneCell(LaneMeasure.Phase, 0, 0, (int)facts.Phase));
        Between(LaneMeasure.DoorToDoor, 0, facts, MilestoneKind.PickedUp, MilestoneKind.Delivered);
    }

    // What ends before it begins says nothing: a clock was wrong.
    private void Between(LaneMeasure measure, int part, in LaneFacts facts, MilestoneKind from, MilestoneKind to)
    {
        long began = facts[from];
        long ended = facts[to];
        if (began != 0 && ended >= began)
            Put(new LaneCell(measure, LaneWeeks.Of(began), part, LogBuckets.Of(ended - began)));
    }

    private void Put(LaneCell cell) => _cells[_count++] = cell;
}
