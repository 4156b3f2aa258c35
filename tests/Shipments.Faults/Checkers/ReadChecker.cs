using System.Numerics;
using Shipments.Faults.History;

namespace Shipments.Faults.Checkers;

/// <summary>
/// Reads of a parcel are linearizable. A parcel here is a set of scans that only grows, each added once, and a read shows the whole set. Such a
/// history has an order that explains it exactly when the reads form a chain of subsets, and that chain contradicts the clock nowhere: what was
/// acknowledged before a read began is in it, what was sent after it ended is not, a later read shows no less, and who shows a scan shows
/// those that were acknowledged before that scan was sent.
/// </summary>
internal static class ReadChecker
{
    public static IEnumerable<string> Check(IEnumerable<ParcelRecord> parcels) => parcels.SelectMany(CheckParcel);

    private static IEnumerable<string> CheckParcel(ParcelRecord parcel)
    {
        foreach (var read in parcel.Reads)
        {
            foreach (var scan in parcel.Scans.Where(scan => scan.Ordinal < ParcelRecord.OrdinalsMax))
            {
                var seen = Shows(read, scan);
                if (!seen && !scan.Held && scan.To < read.From)
                    yield return $"stale read: {parcel.ParcelId} was read without {scan.Key}, which had been acknowledged before";
                if (seen && scan.From > read.To)
                    yield return $"early read: {parcel.ParcelId} was read with {scan.Key}, which was sent later";
            }

            foreach (var hole in Holes(parcel, read))
                yield return hole;
        }

        foreach (var contradiction in Chain(parcel))
            yield return contradiction;
    }

    // A scan that is shown came after all that were acknowledged before it was sent; so those must be shown too.
    private static IEnumerable<string> Holes(ParcelRecord parcel, ReadRecord read)
    {
        var newest = parcel.Scans.Where(scan => scan.Ordinal < ParcelRecord.OrdinalsMax && Shows(read, scan)).Select(scan => scan.From).DefaultIfEmpty(long.MinValue).Max();
        return parcel.Scans
            .Where(scan => scan.Ordinal < ParcelRecord.OrdinalsMax && !scan.Held && scan.To < newest && !Shows(read, scan))
            .Select(scan => $"hole: {parcel.ParcelId} was read without {scan.Key}, and with one that was sent after its acknowledgement");
    }

    private static IEnumerable<string> Chain(ParcelRecord parcel)
    {
        ReadRecord[] bySize = [.. parcel.Reads.OrderBy(read => BitOperations.PopCount(read.Seen))];
        for (var i = 1; i < bySize.Length; i++)
        {
            if ((bySize[i - 1].Seen & ~bySize[i].Seen) != 0)
                yield return $"contradicting reads: {parcel.ParcelId} was read as {bySize[i - 1].Seen:x} and as {bySize[i].Seen:x}";
        }

        foreach (var earlier in parcel.Reads)
        {
            foreach (var later in parcel.Reads.Where(later => later.From > earlier.To && (earlier.Seen & ~later.Seen) != 0))
                yield return $"read back in time: {parcel.ParcelId} was read as {earlier.Seen:x}, then as {later.Seen:x}";
        }
    }

    private static bool Shows(ReadRecord read, ScanRecord scan) => (read.Seen & (1UL << scan.Ordinal)) != 0;
}
