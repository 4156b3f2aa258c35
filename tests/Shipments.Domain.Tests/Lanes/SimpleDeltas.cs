using System.Globalization;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Lanes;

/// <summary>Sums by lane without marks, calls or faults: what lanes must come to.</summary>
internal sealed class SimpleDeltas : LaneDeltas
{
    public SortedDictionary<string, LaneCells> Lanes { get; } = new(StringComparer.Ordinal);

    /// <summary>How often an entry changed a lane.</summary>
    public int Changes { get; private set; }

    public static string Describe(LaneCells cells) => string.Join(' ', cells.Sorted()
        .Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell.Key.Measure}.{cell.Key.Week}.{cell.Key.Part}.{cell.Key.Bucket}:{cell.Value}")));

    /// <summary>The same, only of some measures.</summary>
    public static string Describe(LaneCells cells, params LaneMeasure[] measures)
    {
        LaneCells some = new();
        foreach ((LaneCell cell, long count) in cells.Sorted())
        {
            if (measures.Contains(cell.Measure))
                some.Add(cell, count);
        }

        return Describe(some);
    }

    /// <summary>The same without what follows from scans and not from parcels.</summary>
    public static string DescribeParcels(LaneCells cells) =>
        Describe(cells, [.. Enum.GetValues<LaneMeasure>().Where(measure => measure is not (LaneMeasure.Latency or LaneMeasure.Teller or LaneMeasure.Flow or LaneMeasure.FlowDelay))]);

    protected override LaneCells? SumOf(ReadOnlySpan<char> key, long seq, long atMs)
    {
        Changes++;
        string name = key.ToString();
        if (!Lanes.TryGetValue(name, out LaneCells? cells))
            Lanes[name] = cells = new LaneCells();
        return cells;
    }
}
