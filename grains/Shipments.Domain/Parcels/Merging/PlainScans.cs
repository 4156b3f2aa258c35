using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels.Merging;

/// <summary>
/// Scans without what a fold decides of them: as parcels hand them to each other. Two copies of one scan, told to two parcels, give what one
/// parcel would have made of both.
/// </summary>
internal static class PlainScans
{
    /// <summary>A copy; a compacted scan keeps its marks, as nothing can decide them anew.</summary>
    public static StoredScan Of(StoredScan scan) => new()
    {
        Id = scan.Id,
        UtcMs = scan.UtcMs,
        Fact = scan.Fact,
        Meaning = scan.Meaning,
        EtaFirst = scan.EtaFirst,
        Compacted = scan.Compacted,
        Voided = scan.Compacted && scan.Voided,
        ReplacedBy = scan.Compacted ? scan.ReplacedBy : 0,
    };

    /// <summary>Two copies made one: commutative, associative and idempotent, but for a compacted one, which adds nothing to a whole one.</summary>
    public static StoredScan Merge(StoredScan a, StoredScan b, IVocabulary vocabulary)
    {
        if (a.Compacted != b.Compacted)
            return a.Compacted ? b : a;
        ScanFact fact = ScanMerge.Merge(a.Fact, b.Fact);
        WindowRecord? first = Windows.FirstSaid(FirstWindow(a), FirstWindow(b));
        StoredScan merged = Of(a);
        merged.EtaFirst = first is null || first.Equals(fact.CarrierEta) ? null : first;
        if (fact.Equals(a.Fact))
            return merged;
        merged.Fact = fact;
        merged.UtcMs = fact.Time.UtcMs;
        merged.Meaning = fact.Equals(b.Fact) ? b.Meaning : vocabulary.Map(fact);
        return merged;
    }

    private static WindowRecord? FirstWindow(StoredScan scan) => Windows.FirstSaid(scan.EtaFirst, scan.Fact.CarrierEta);
}
