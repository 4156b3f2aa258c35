namespace Shipments.Domain.Lanes;

/// <summary>What carriers promised and kept. A promise is the end of the window that was said.</summary>
public sealed class LanePromises
{
    /// <summary>Against the first window ever said.</summary>
    public LanePromiseFigures Original { get; } = new();

    /// <summary>Against the window said last before the first attempt.</summary>
    public LanePromiseFigures Current { get; } = new();

    /// <summary>Parcels on their way that nobody has tried to deliver, and whose first promise ended before today.</summary>
    public long Overdue { get; private set; }

    /// <summary>Parcels somebody tried to deliver.</summary>
    public long Attempted { get; private set; }

    /// <summary>Those that were delivered at the first attempt.</summary>
    public long DeliveredAtFirst { get; private set; }

    internal void AddOpen(LaneCell cell, long count, int today) =>
        Overdue += cell.Week == LaneCell.OlderWeek || LaneWeeks.DayOf(cell.Week, cell.Bucket) < today ? count : 0;

    internal void Add(LaneCell cell, long count)
    {
        if (cell.Measure == LaneMeasure.FirstAttempt)
        {
            Attempted += count;
            DeliveredAtFirst += cell.Part == 1 ? count : 0;
            return;
        }

        LanePromiseFigures figures = cell.Part <= (int)LanePromise.OriginalMissed ? Original : Current;
        if (cell.Measure == LaneMeasure.PromiseGap)
            figures.AddDelivery(cell.Bucket - DayGaps.Zero, count);
        else if (cell.Measure == LaneMeasure.PromiseInside)
            figures.AddInside(cell.Bucket == 1, count);
        else
            figures.AddAttempt(cell.Bucket, count);
    }
}
