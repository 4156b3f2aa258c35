using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>The figures that a lane's counts add up to.</summary>
public sealed class LaneFigures
{
    private readonly long[] _phases = new long[byte.MaxValue];

    private LaneFigures()
    {
    }

    /// <summary>From the first pick-up to the first delivery, of parcels picked up in the weeks that are kept apart.</summary>
    public QuantileSketch DoorToDoor { get; } = new();

    /// <summary>Parcels in a carrier's hands: picked up, and neither delivered nor ended otherwise.</summary>
    public long InTransit { get; private set; }

    /// <summary>Adds up counts.</summary>
    /// <param name="cells">A lane's counts; not changed.</param>
    public static LaneFigures Of(LaneCells cells)
    {
        LaneFigures figures = new();
        foreach ((LaneCell cell, long count) in cells.Sorted())
            figures.Add(cell, count);
        return figures;
    }

    /// <summary>Parcels now in a phase.</summary>
    /// <param name="phase">The phase.</param>
    public long Parcels(Phase phase) => _phases[(int)phase];

    private void Add(LaneCell cell, long count)
    {
        if (cell.Measure == LaneMeasure.DoorToDoor && cell.Week != LaneCell.OlderWeek)
            DoorToDoor.AddBucket(cell.Bucket, count);
        if (cell.Measure != LaneMeasure.Phase || cell.Bucket >= _phases.Length)
            return;
        _phases[cell.Bucket] += count;
        InTransit += LaneOutcomes.IsInTransit((Phase)cell.Bucket) ? count : 0;
    }
}
