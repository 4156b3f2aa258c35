using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>Whether a scan under a number is a parcel's. The number decides; the parcel's own knowledge counts until the number said more.</summary>
internal static class NumberOwnership
{
    /// <param name="known">The number as the parcel knows it, null when it does not.</param>
    /// <param name="scan">The scan under it.</param>
    /// <param name="routed">Number to holders' version, where the number itself named the parcel.</param>
    public static bool IsMine(ParcelNumber? known, ScanFact scan, IReadOnlyDictionary<string, long> routed)
    {
        if (known is { DetachedMs: not 0 })
            return false;
        bool isRouted = routed.TryGetValue(scan.Number, out long version);
        if (isRouted && (known is null || known.HoldersVersion < version))
            return true;

        // What the number said before a change that this parcel already heeded misses the other holders of now: it must be asked again.
        bool isCurrent = isRouted && known!.HoldersVersion == version;
        return known is { Refused.Length: 0 } && (isCurrent || !known.Shared)
            && (scan.Time is null || ScanTimes.IsWithin(scan.Time, known.FromMs, known.ToMs));
    }
}
