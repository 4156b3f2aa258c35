using System.Globalization;
using System.Text;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>
/// Who tells of a lane's parcels at either end, as its scans say: whoever picks up, and whoever goes out for delivery. It is counted when a scan comes and never taken back.
/// </summary>
/// <param name="PicksUp">The short name of the carrier that tells of the pick-ups; empty where nobody does or several do.</param>
/// <param name="Delivers">The same of the rounds.</param>
public sealed record LaneTellers(string PicksUp, string Delivers)
{
    /// <summary>So many scans of an end are wanted: 20.</summary>
    public const long ScansMin = 20;

    /// <summary>So large a part of them must be one carrier's: nine in ten.</summary>
    public const double ShareMin = 0.9;

    /// <summary>Carriers are told apart by so many numbers, so that whatever callers name, a lane counts no more of an end in a week: 1,024.</summary>
    public const int NumbersMax = 1 << 10;

    private static readonly Lazy<Dictionary<int, string>> Names = new(() => Vocabularies.Default.Carriers.Keys
        .GroupBy(name => NumberOf(Encoding.UTF8.GetBytes(name))).ToDictionary(names => names.Key, names => string.Join('+', names.Order(StringComparer.Ordinal))));

    /// <summary>Nobody is known.</summary>
    public static LaneTellers None { get; } = new("", "");

    /// <summary>Who tells of a lane.</summary>
    /// <param name="cells">A lane's counts; not changed. Those that are no longer kept apart by weeks do not count.</param>
    public static LaneTellers Of(LaneCells cells)
    {
        Dictionary<int, long>[] ends = [[], []];
        foreach ((LaneCell cell, long count) in cells.Sorted())
        {
            if (cell.Measure == LaneMeasure.Teller && cell.Week != LaneCell.OlderWeek && cell.Part < ends.Length)
                ends[cell.Part][cell.Bucket] = ends[cell.Part].GetValueOrDefault(cell.Bucket) + count;
        }

        return new LaneTellers(NameOf(ends[0]), NameOf(ends[1]));
    }

    /// <summary>Writes into a delta who told of a milestone; nothing for one that neither end is known by.</summary>
    /// <param name="delta">The delta.</param>
    /// <param name="kind">The milestone.</param>
    /// <param name="carrier">The carrier's short name, as UTF-8.</param>
    /// <param name="committedMs">When it was committed, in milliseconds since 1970-01-01 UTC.</param>
    public static void Write(LaneCells delta, MilestoneKind kind, ReadOnlySpan<byte> carrier, long committedMs)
    {
        if (kind is MilestoneKind.PickedUp or MilestoneKind.OutForDelivery && !carrier.IsEmpty)
            delta.Add(new LaneCell(LaneMeasure.Teller, LaneWeeks.PeriodOf(committedMs), kind == MilestoneKind.PickedUp ? 0 : 1, NumberOf(carrier)), 1);
    }

    private static string NameOf(Dictionary<int, long> counts)
    {
        long all = counts.Values.Sum();
        if (all < ScansMin)
            return "";
        (int number, long most) = counts.MaxBy(count => count.Value);
        return most < ShareMin * all ? "" : Names.Value.TryGetValue(number, out string? name) ? name : number.ToString("x3", CultureInfo.InvariantCulture);
    }

    // FNV-1a, folded. Fixed for ever: it is written in states. Two carriers of one number would be taken for one.
    private static int NumberOf(ReadOnlySpan<byte> carrier)
    {
        uint hash = 2_166_136_261;
        foreach (byte part in carrier)
            hash = unchecked((hash ^ part) * 16_777_619);
        return (int)(((hash >> 16) ^ hash) % NumbersMax);
    }
}
