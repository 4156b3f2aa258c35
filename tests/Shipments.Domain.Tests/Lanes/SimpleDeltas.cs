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

    protected override LaneCells? SumOf(ReadOnlySpan<char> key, long seq, long atMs)
    {
        Changes++;
        string name = key.ToString();
        if (!Lanes.TryGetValue(name, out LaneCells? cells))
            Lanes[name] = cells = new LaneCells();
        return cells;
    }
}
