using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// What a parcel's scans add up to: a left fold over them in the order of <see cref="ScanOrder"/>. It decides the three axes, the milestones
/// and the window, and marks each scan with what became of it. The same set of scans gives the same answer in whatever order they came.
/// </summary>
internal static class ParcelFold
{
    /// <summary>The version of these rules; it rises with each change of an answer.</summary>
    public const int RulesVersion = 1;

    /// <summary>A parcel without scans.</summary>
    public static ParcelDecided Begin(ParcelTerms terms) => new()
    {
        Phase = (int)Phase.Pending,
        Lane = terms.Lane,
        Untracked = terms.Untracked,
        Rules = RulesVersion,
    };

    /// <summary>Folds all scans anew.</summary>
    public static ParcelDecided Whole(ParcelTerms terms, ScanLog log)
    {
        ParcelDecided decided = Begin(terms);
        Corrections corrections = Corrections.Settle(log, decided);
        WitnessGroups witnesses = new();
        for (int i = 0; i < log.Count; i++)
            Step(decided, log[i], witnesses, corrections.Unfolded.Contains(log[i].Id));
        return decided;
    }

    /// <summary>Folds the last scan of the log onto what was decided without it. The scan corrects nothing and nothing corrects it.</summary>
    public static void Append(ParcelDecided decided, ScanLog log)
    {
        StoredScan scan = log[log.Count - 1];
        WitnessGroups witnesses = new();
        if (WitnessGroups.CanBeShared(scan))
            RecallRecent(witnesses, log, scan.UtcMs);
        Step(decided, scan, witnesses, isUnfolded: false);
    }

    private static void RecallRecent(WitnessGroups witnesses, ScanLog log, long utcMs)
    {
        int from = log.Count - 1;
        while (from > 0 && WitnessGroups.IsNear(log.UtcMsAt(from - 1), utcMs))
            from--;
        for (int i = from; i < log.Count - 1; i++)
        {
            if (IsFolded(log[i]) && WitnessGroups.CanBeShared(log[i]))
                witnesses.Recall(log[i]);
        }
    }

    private static bool IsFolded(StoredScan scan) =>
        !scan.Voided && scan.ReplacedBy == 0 && !(scan.Fact.Void && Corrections.IsCorrection(scan));

    private static void Step(ParcelDecided decided, StoredScan scan, WitnessGroups witnesses, bool isUnfolded)
    {
        scan.Regression = false;
        scan.WitnessOf = 0;
        scan.Witnesses.Clear();
        decided.ScanCount++;
        decided.CompactedCount += scan.Compacted ? 1 : 0;
        DeliveryWindows.Note(decided, scan);
        if (scan.Voided || scan.ReplacedBy != 0)
        {
            decided.CorrectedCount++;
            decided.Corrected = true;
        }

        if (IsFolded(scan) && !isUnfolded)
            Fold(decided, scan, witnesses);
        scan.Journey = decided.Journey;
    }

    private static void Fold(ParcelDecided decided, StoredScan scan, WitnessGroups witnesses)
    {
        decided.LastEventMs = Math.Max(decided.LastEventMs, scan.UtcMs);
        decided.Untracked |= scan.Fact.UntrackedService;
        if (scan.Fact.Carrier.Length > 0)
            decided.Carrier = scan.Fact.Carrier;
        if (scan.Meaning.Unmapped)
        {
            decided.UnmappedCount++;
            PhaseFold.Revive(decided);
            return;
        }

        bool isWitness = WitnessGroups.CanBeShared(scan) && witnesses.Join(scan);
        if (!isWitness)
            PhaseFold.Apply(decided, scan);
        ReachMilestone(decided, scan, isWitness);
    }

    /// <summary>On the way back the milestones of the way out stand still; a further witness only counts when it saw more.</summary>
    private static void ReachMilestone(ParcelDecided decided, StoredScan scan, bool isWitness)
    {
        MilestoneKind kind = (MilestoneKind)scan.Meaning.Milestone;
        if (kind == MilestoneKind.None || (decided.Journey > 0 && kind is not (MilestoneKind.Returning or MilestoneKind.Returned)))
            return;
        Confidence confidence = Milestones.ConfidenceOf(scan);
        if (!isWitness || Milestones.IsBetter(decided.Milestones, scan.Meaning.Milestone, confidence))
            Milestones.Reach(decided.Milestones, scan, confidence);
    }
}
