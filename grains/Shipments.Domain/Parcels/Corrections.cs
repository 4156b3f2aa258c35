using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// Which scans carriers replaced or took back. Of all that was said about one scan the last by receipt counts; a correction that was itself
/// taken back does not. Corrections may come before what they correct. A compacted scan keeps the mark it had.
/// </summary>
internal sealed class Corrections
{
    private readonly Dictionary<ulong, List<StoredScan>> _byTarget = [];

    /// <summary>Corrections of compacted scans: kept, and not folded.</summary>
    public HashSet<ulong> Unfolded { get; } = [];

    /// <summary>Whether a scan says something of another one.</summary>
    public static bool IsCorrection(StoredScan scan) => scan.Fact.Corrects != 0 && scan.Fact.Corrects != scan.Id;

    /// <summary>Marks every scan of the log as its corrections have it, and lists the ids that are awaited.</summary>
    public static Corrections Settle(ScanLog log, ParcelDecided decided)
    {
        Corrections corrections = new();
        for (int i = 0; i < log.Count; i++)
            corrections.Add(log[i]);
        for (int i = 0; i < log.Count; i++)
            corrections.Mark(log[i]);
        foreach (ulong target in corrections._byTarget.Keys.Order())
        {
            if (log.IndexOf(target) < 0)
                decided.Awaited.Add(target);
        }

        return corrections;
    }

    private void Add(StoredScan scan)
    {
        if (!IsCorrection(scan))
            return;
        if (!_byTarget.TryGetValue(scan.Fact.Corrects, out List<StoredScan>? said))
            _byTarget.Add(scan.Fact.Corrects, said = []);
        said.Add(scan);
    }

    private void Mark(StoredScan scan)
    {
        if (_byTarget.Count == 0 || scan.Compacted)
        {
            LeaveOut(scan);
            if (!scan.Compacted)
                (scan.Voided, scan.ReplacedBy) = (false, 0);
            return;
        }

        StoredScan? last = LastWord(scan.Id, []);
        if (last is null && IsCorrection(scan) && LastWord(scan.Fact.Corrects, []) is { } other && other != scan && !scan.Fact.Void)
            last = other;
        scan.Voided = last is { Fact.Void: true };
        scan.ReplacedBy = last is { Fact.Void: false } ? last.Id : 0;
    }

    private void LeaveOut(StoredScan target)
    {
        if (!target.Compacted || !_byTarget.TryGetValue(target.Id, out List<StoredScan>? said))
            return;
        foreach (StoredScan correction in said)
        {
            if (correction.Id != target.ReplacedBy)
                Unfolded.Add(correction.Id);
        }
    }

    /// <summary>What counts of all that was said about a scan; null for nothing. A circle of corrections ends where it began.</summary>
    private StoredScan? LastWord(ulong target, HashSet<ulong> asked)
    {
        if (!_byTarget.TryGetValue(target, out List<StoredScan>? said) || !asked.Add(target))
            return null;
        StoredScan? last = null;
        foreach (StoredScan correction in said)
        {
            if ((last is null || IsLater(correction, last)) && LastWord(correction.Id, asked) is not { Fact.Void: true })
                last = correction;
        }

        asked.Remove(target);
        return last;
    }

    private static bool IsLater(StoredScan a, StoredScan b) =>
        (a.Fact.ReceivedMs, a.Fact.Sequence, a.Id).CompareTo((b.Fact.ReceivedMs, b.Fact.Sequence, b.Id)) > 0;
}
