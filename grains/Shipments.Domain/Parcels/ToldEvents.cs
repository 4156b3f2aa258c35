using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// Events as all their witnesses tell them. The scan that leads an event keeps its own carrier, code and time, by which it is known; of place,
/// text and reason the richer word counts, field by field.
/// </summary>
public static class ToldEvents
{
    /// <summary>The scans, with those that lead an event made richer by its other witnesses. None of them is changed; compacted ones stay as they are.</summary>
    /// <param name="scans">A parcel's scans.</param>
    public static IReadOnlyList<StoredScan> Of(IReadOnlyList<StoredScan> scans)
    {
        ILookup<ulong, StoredScan> told = scans.Where(scan => scan.WitnessOf != 0 && !scan.Compacted).ToLookup(scan => scan.WitnessOf);
        return told.Count == 0 ? scans : [.. scans.Select(scan => scan.Compacted ? scan : told[scan.Id].Aggregate(scan, Richer))];
    }

    private static StoredScan Richer(StoredScan lead, StoredScan witness)
    {
        StoredScan richer = lead.Clone();
        ScanFact more = witness.Fact;
        richer.Fact.Text = ScanMerge.Richer(richer.Fact.Text, more.Text);
        richer.Fact.Place = ScanMerge.Merge(richer.Fact.Place, more.Place);

        // A reason and an action are one carrier's codes, and mean something together alone.
        if (richer.Fact.ReasonCode.Length == 0 && richer.Fact.ActionCode.Length == 0)
            (richer.Fact.ReasonCode, richer.Fact.ActionCode) = (more.ReasonCode, more.ActionCode);
        return richer;
    }
}
