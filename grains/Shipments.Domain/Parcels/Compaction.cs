using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// Cuts down the oldest scans of a parcel that has more than <see cref="ParcelBounds.WholeScansMax"/> whole ones: first those that say
/// nothing by themselves, then, when there are too few of them, also regressions and corrections, and the ends of milestones last.
/// Cutting down changes nothing that is decided.
/// </summary>
internal static class Compaction
{
    public static void Apply(ParcelDecided decided, ScanLog log)
    {
        int excess = decided.ScanCount - decided.CompactedCount - ParcelBounds.WholeScansMax;
        if (excess <= 0)
            return;
        excess -= Cut(decided, log, excess, scan => !BearsOnOthers(scan) && !Milestones.IsFirstOrLast(decided.Milestones, scan));
        excess -= Cut(decided, log, excess, scan => !Milestones.IsFirstOrLast(decided.Milestones, scan));
        Cut(decided, log, excess, _ => true);
    }

    private static bool BearsOnOthers(StoredScan scan) =>
        scan.Regression || scan.Voided || scan.ReplacedBy != 0 || Corrections.IsCorrection(scan);

    private static int Cut(ParcelDecided decided, ScanLog log, int wanted, Func<StoredScan, bool> mayGo)
    {
        int cut = 0;
        for (int i = 0; i < log.Count && cut < wanted; i++)
        {
            if (log.IsCompacted(i) || !mayGo(log[i]))
                continue;
            log.Put(StoredScans.Compact(log[i]));
            decided.CompactedCount++;
            cut++;
        }

        return cut;
    }
}
