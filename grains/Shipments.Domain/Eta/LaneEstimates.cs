using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>How a lane's own windows did.</summary>
public sealed class LaneEstimates
{
    private readonly SortedDictionary<EtaPoint, (long Attempts, long InP80)> _points = [];

    /// <summary>The first window announced for each parcel.</summary>
    public WindowFigures First { get; } = new();

    /// <summary>The last one before the attempt.</summary>
    public WindowFigures Last { get; } = new();

    /// <summary>Parcels with an attempt and a window.</summary>
    public long Parcels { get; private set; }

    /// <summary>How many windows were announced for them, all together; more than 50 for one parcel count as 50.</summary>
    public long Announcements { get; private set; }

    /// <summary>The first windows announced at each point: how many attempts came after them, and how many not later than the P80.</summary>
    public IEnumerable<KeyValuePair<EtaPoint, (long Attempts, long InP80)>> Points => _points;

    internal void Add(LaneCell cell, long count)
    {
        if (cell.Measure == LaneMeasure.Announcements)
        {
            Parcels += count;
            Announcements += count * cell.Bucket;
        }
        else if (cell.Measure == LaneMeasure.Window)
        {
            (long attempts, long inP80) = _points.GetValueOrDefault((EtaPoint)cell.Part);
            _points[(EtaPoint)cell.Part] = (attempts + count, inP80 + (WindowCells.IsInP80(cell) ? count : 0));
        }
        else if (cell.Part < 6)
        {
            (cell.Part < 3 ? First : Last).Add(cell.Part % 3, cell.Bucket, count);
        }
    }
}
