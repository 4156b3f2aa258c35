using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Numbers;

/// <summary>When each of a number's parcels holds it. A window is [from, to); to 0 is open.</summary>
internal static class HolderWindows
{
    /// <summary>
    /// The holders with a new one among them: windows that a re-use ends are closed, and whoever overlaps another shares. Answers copies.
    /// </summary>
    public static List<NumberHolder> With(IEnumerable<NumberHolder> holders, NumberHolder added, bool isFromStated)
    {
        List<NumberHolder> all = [.. holders.Select(holder => holder.Clone())];
        foreach (NumberHolder earlier in all)
        {
            if (EndsWith(earlier, added, isFromStated))
                (earlier.ToMs, earlier.Ended) = (added.FromMs, true);
        }

        all.Add(added);
        foreach (NumberHolder holder in all)
            holder.Shared = all.Exists(other => other != holder && Overlap(holder, other));
        return all;
    }

    /// <summary>The holders as they would be if one of them had never come. Answers copies.</summary>
    public static List<NumberHolder> Without(IEnumerable<NumberHolder> holders, string parcel)
    {
        List<NumberHolder> rest = [];
        foreach (NumberHolder holder in holders.Where(holder => holder.Parcel != parcel))
        {
            NumberHolder own = holder.Clone();
            own.Shared = false;
            if (own.Ended)
                (own.ToMs, own.Ended) = (0, false);
            rest = With(rest, own, own.FromStated);
        }

        return rest;
    }

    /// <summary>The ids of the parcels whose window contains a time.</summary>
    public static List<string> At(IReadOnlyList<NumberHolder> holders, EventTimeRecord time)
    {
        List<string> parcels = [];
        foreach (NumberHolder holder in holders)
        {
            if (ScanTimes.IsWithin(time, holder.FromMs, holder.ToMs))
                parcels.Add(holder.Parcel);
        }

        return parcels;
    }

    /// <summary>Whether a holder's window contains an instant.</summary>
    public static bool Contains(NumberHolder holder, long atMs) => holder.FromMs <= atMs && (holder.ToMs == 0 || atMs < holder.ToMs);

    /// <summary>Whether two windows have a moment in common.</summary>
    public static bool Overlap(NumberHolder a, NumberHolder b) =>
        !IsEmpty(a) && !IsEmpty(b) && (a.ToMs == 0 || b.FromMs < a.ToMs) && (b.ToMs == 0 || a.FromMs < b.ToMs);

    /// <summary>A number is issued anew after twelve months at the earliest; sooner only somebody who knows says from when it is another parcel's.</summary>
    private static bool EndsWith(NumberHolder earlier, NumberHolder added, bool isFromStated)
    {
        if (earlier.ToMs != 0 || earlier.FromMs >= added.FromMs)
            return false;
        return isFromStated
            || DateTimeOffset.FromUnixTimeMilliseconds(earlier.FromMs).AddMonths(NumberBounds.ReuseMonths).ToUnixTimeMilliseconds() <= added.FromMs;
    }

    private static bool IsEmpty(NumberHolder holder) => holder.ToMs != 0 && holder.ToMs <= holder.FromMs;
}
