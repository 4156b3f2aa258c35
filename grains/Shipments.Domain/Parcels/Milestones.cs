using Google.Protobuf.Collections;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>The points a parcel is measured at: the first and last time each was reached, by the best kind of witness there is.</summary>
internal static class Milestones
{
    /// <summary>Notes that a scan reached a milestone. What was scanned replaces what was inferred, and that what was claimed.</summary>
    public static void Reach(RepeatedField<MilestoneRecord> milestones, StoredScan scan, Confidence confidence)
    {
        int at = IndexOf(milestones, scan.Meaning.Milestone);
        if (at < 0)
        {
            milestones.Insert(~at, First(scan, confidence));
            return;
        }

        MilestoneRecord known = milestones[at];
        if ((int)confidence > known.Confidence)
            return;
        if ((int)confidence < known.Confidence)
        {
            milestones[at] = First(scan, confidence);
            return;
        }

        known.Count++;
        known.LastMs = Math.Max(known.LastMs, scan.UtcMs);
        if (scan.UtcMs < known.FirstMs)
        {
            known.FirstMs = scan.UtcMs;
            known.ScanId = scan.Id;
        }
    }

    /// <summary>Whether a scan of this confidence would say more than is known.</summary>
    public static bool IsBetter(RepeatedField<MilestoneRecord> milestones, int kind, Confidence confidence)
    {
        int at = IndexOf(milestones, kind);
        return at < 0 || (int)confidence < milestones[at].Confidence;
    }

    public static void Withdraw(RepeatedField<MilestoneRecord> milestones, MilestoneKind kind)
    {
        int at = IndexOf(milestones, (int)kind);
        if (at >= 0)
            milestones.RemoveAt(at);
    }

    /// <summary>Whether a scan is the first or the last of its milestone.</summary>
    public static bool IsFirstOrLast(RepeatedField<MilestoneRecord> milestones, StoredScan scan)
    {
        int at = scan.Meaning.Milestone == 0 ? -1 : IndexOf(milestones, scan.Meaning.Milestone);
        return at >= 0 && (milestones[at].ScanId == scan.Id || milestones[at].LastMs == scan.UtcMs);
    }

    /// <summary>How sure a scan is: no surer than its carrier says.</summary>
    public static Confidence ConfidenceOf(StoredScan scan)
    {
        Confidence stated = scan.Meaning.Confidence == 0 ? Confidence.Scanned : (Confidence)scan.Meaning.Confidence;
        return scan.Fact.Inferred && stated == Confidence.Scanned ? Confidence.Inferred : stated;
    }

    private static MilestoneRecord First(StoredScan scan, Confidence confidence) => new()
    {
        Kind = scan.Meaning.Milestone,
        FirstMs = scan.UtcMs,
        LastMs = scan.UtcMs,
        Count = 1,
        Confidence = (int)confidence,
        ScanId = scan.Id,
    };

    /// <summary>The place of a milestone in the list, which is sorted by kind; the complement of where it belongs when it is missing.</summary>
    private static int IndexOf(RepeatedField<MilestoneRecord> milestones, int kind)
    {
        int at = 0;
        while (at < milestones.Count && milestones[at].Kind < kind)
            at++;
        return at < milestones.Count && milestones[at].Kind == kind ? at : ~at;
    }
}
