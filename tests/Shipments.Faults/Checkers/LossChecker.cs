using Shipments.Faults.History;

namespace Shipments.Faults.Checkers;

/// <summary>Each acknowledged scan is in its parcel once, with the id it was acknowledged with, and nothing is there that nobody sent.</summary>
internal static class LossChecker
{
    public static IEnumerable<string> Check(IEnumerable<ParcelRecord> acknowledged, IReadOnlyDictionary<string, FinalParcel> final)
    {
        foreach (var parcel in acknowledged)
        {
            if (!final.TryGetValue(parcel.ParcelId, out var found))
            {
                yield return $"lost: parcel {parcel.ParcelId} was acknowledged and is not there";
                continue;
            }

            var ids = found.Scans.ToLookup(scan => scan.Key, scan => scan.Id);
            var keys = parcel.Scans.Select(scan => scan.Key).ToHashSet();
            foreach (var scan in parcel.Scans)
            {
                if (!ids.Contains(scan.Key))
                    yield return $"lost: scan {scan.Key} of {parcel.ParcelId} was acknowledged and is not there";
                else if (ids[scan.Key].Count() > 1)
                    yield return $"doubled: scan {scan.Key} is in {parcel.ParcelId} {ids[scan.Key].Count()} times";
                else if (ids[scan.Key].Single() != scan.Id)
                    yield return $"changed: scan {scan.Key} of {parcel.ParcelId} was acknowledged as {scan.Id} and is {ids[scan.Key].Single()}";
            }

            foreach (var (key, _) in found.Scans.Where(scan => !keys.Contains(scan.Key)))
                yield return $"invented: {parcel.ParcelId} has scan {key}, which was not acknowledged to anybody";
        }
    }
}
