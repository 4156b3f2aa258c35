using System.Runtime.InteropServices;

namespace Shipments.Domain.Lanes;

/// <summary>
/// Counts by place: a sum of what parcels count for. Adding is exact, the order does not matter, and adding the negative takes away. Not
/// thread-safe.
/// </summary>
public sealed class LaneCells
{
    private readonly Dictionary<LaneCell, long> _counts = [];

    /// <summary>The places whose count is not zero, in their order.</summary>
    public IReadOnlyList<KeyValuePair<LaneCell, long>> Sorted()
    {
        List<KeyValuePair<LaneCell, long>> list = new(_counts.Count);
        foreach (KeyValuePair<LaneCell, long> cell in _counts)
        {
            if (cell.Value != 0)
                list.Add(cell);
        }

        list.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        return list;
    }

    /// <summary>Whether nothing was added, or all was taken away.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (long count in _counts.Values)
            {
                if (count != 0)
                    return false;
            }

            return true;
        }
    }

    /// <summary>The count of a place.</summary>
    /// <param name="cell">The place.</param>
    public long this[LaneCell cell] => _counts.GetValueOrDefault(cell);

    /// <summary>Adds to a place.</summary>
    /// <param name="cell">The place.</param>
    /// <param name="count">How many; negative takes away.</param>
    public void Add(LaneCell cell, long count)
    {
        ref long sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, cell, out _);
        sum += count;
    }

    /// <summary>Adds another sum.</summary>
    /// <param name="other">The other; not changed.</param>
    public void Add(LaneCells other)
    {
        foreach ((LaneCell cell, long count) in other._counts)
            Add(cell, count);
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _counts.Clear();

    /// <summary>Counts what lies in weeks before <paramref name="floor"/> as older.</summary>
    /// <param name="floor">The first week that stays apart.</param>
    public void FoldWeeks(int floor)
    {
        foreach ((LaneCell cell, long count) in Sorted())
        {
            if (cell.Week == LaneCell.OlderWeek || cell.Week >= floor)
                continue;
            _counts.Remove(cell);
            Add(cell.InWeek(LaneCell.OlderWeek), count);
        }
    }

    /// <summary>Writes the counts: for each place in order, how far it lies after the one before, and the count, as varints.</summary>
    public byte[] Encode() => LaneCellCodec.Encode(Sorted());

    /// <summary>Reads counts that were written.</summary>
    /// <param name="bytes">What <see cref="Encode"/> gave.</param>
    /// <exception cref="UnreadableStateException">The bytes are none.</exception>
    public static LaneCells Decode(ReadOnlySpan<byte> bytes)
    {
        LaneCells cells = new();
        LaneCellCodec.Decode(bytes, cells);
        return cells;
    }
}
