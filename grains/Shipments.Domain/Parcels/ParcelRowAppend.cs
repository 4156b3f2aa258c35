using Google.Protobuf.Collections;
using Shipments.Domain.Requests;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>Knows the entry that nearly all are: scans behind the last one, and what was decided of them. The row's other fields stay as they are.</summary>
internal static class ParcelRowAppend
{
    /// <summary>Whether an entry only adds to a row, so that it can stand behind it; false when it does more, or a scan does not go last.</summary>
    /// <param name="row">The row.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="arrivals">The row's arrivals after it.</param>
    public static bool IsAppend(ParcelRowFields row, ParcelEntry entry, out long arrivals)
    {
        arrivals = 0;
        if (!IsPlain(entry) || !row.IsBehind(entry.Scans))
            return false;
        arrivals = row.Arrivals;
        foreach (ScanChange change in entry.Scans)
            arrivals = Math.Max(arrivals, change.Scan.Arrival);
        return true;
    }

    private static bool IsPlain(ParcelEntry entry) => entry is
    {
        Registered: null, Updated: null, CreatedBy: null, Numbers: null, Rerouted.Count: 0, StepsHeeded.Count: 0, Refolded: false, Merges: null,
        Containers.Count: 0, Polls.Count: 0,
    } && AreNew(entry.Scans) && RequestMemory.FirstKept(entry.Requests) == 0;

    private static bool AreNew(RepeatedField<ScanChange> changes)
    {
        foreach (ScanChange change in changes)
        {
            if (change.Replaces)
                return false;
        }

        return true;
    }
}
