using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// Which scans carriers replaced or took back. Of all that was said about one scan the last by receipt counts; a correction that was itself
/// taken back does not. Corrections may come before what they correct; those that correct each other in a circle say nothing. A compacted
/// scan keeps the mark it had.
/// </summary>
internal sealed class Corrections
{
    private readonly Dictionary<ulong, StoredScan> _byId = [];
    private readonly Dictionary<ulong, List<StoredScan>> _byTarget = [];
    private readonly Dictionary<ulong, StoredScan?> _lastWords = [];

    /// <summary>Corrections of compacted scans: kept, and not folded.</summary>
    public HashSet<ulong> Unfolded { get; } = [];

    /// <summary>Whether a scan says something of another one.</summary>
    public static bool IsCorrection(StoredScan scan) => scan.Fact.Corrects != 0 && scan.Fact.Corrects != scan.Id;

    /// <summary>Marks every scan of the log as its corrections have it, and lists the ids that are awaited.</summary>
    public static Corrections Settle(ScanLog log, ParcelDecided decided)
    {
        Corrections corrections = new();
        for (int i = 0; i < log.Count; i++)
        {
            if (IsCorrection(log[i]))
                corrections._byId.Add(log[i].Id, log[i]);
        }

        corrections.DropCircles();
        corrections.SortByTarget();
        HashSet<ulong> awaited = [.. corrections._byTarget.Keys];
        for (int i = 0; i < log.Count; i++)
        {
            awaited.Remove(log[i].Id);
            if (log[i].Compacted)
                corrections.LeaveOut(log[i]);
            else
                corrections.Mark(log[i]);
        }

        decided.Awaited.Add(awaited.Order());
        return corrections;
    }

    /// <summary>Each correction has one target, so a walk from any of them ends, or runs round a circle.</summary>
    private void DropCircles()
    {
        HashSet<ulong> walked = [];
        foreach (ulong start in _byId.Keys.ToArray())
        {
            List<ulong> path = [];
            ulong at = start;
            while (_byId.TryGetValue(at, out StoredScan? correction) && walked.Add(at))
            {
                path.Add(at);
                at = correction.Fact.Corrects;
            }

            int circle = path.IndexOf(at);
            for (int i = circle; i >= 0 && i < path.Count; i++)
                _byId.Remove(path[i]);
        }
    }

    private void SortByTarget()
    {
        foreach (StoredScan correction in _byId.Values)
        {
            if (!_byTarget.TryGetValue(correction.Fact.Corrects, out List<StoredScan>? said))
                _byTarget.Add(correction.Fact.Corrects, said = []);
            said.Add(correction);
        }
    }

    private void Mark(StoredScan scan)
    {
        StoredScan? last = LastWord(scan.Id);
        if (last is null && !scan.Fact.Void && _byId.ContainsKey(scan.Id) && LastWord(scan.Fact.Corrects) is { } other && other != scan)
            last = other;
        scan.Voided = last is { Fact.Void: true };
        scan.ReplacedBy = last is { Fact.Void: false } ? last.Id : 0;
    }

    private void LeaveOut(StoredScan target)
    {
        foreach (StoredScan correction in _byTarget.GetValueOrDefault(target.Id, []))
        {
            if (correction.Id != target.ReplacedBy)
                Unfolded.Add(correction.Id);
        }
    }

    /// <summary>What counts of all that was said about a scan; null for nothing. Walks chains of corrections without recursion: they can be long.</summary>
    private StoredScan? LastWord(ulong target)
    {
        if (!_byTarget.ContainsKey(target))
            return null;
        Stack<ulong> open = new(_lastWords.ContainsKey(target) ? [] : [target]);
        while (open.TryPeek(out ulong at))
        {
            int before = open.Count;
            foreach (StoredScan correction in _byTarget[at])
            {
                if (_byTarget.ContainsKey(correction.Id) && !_lastWords.ContainsKey(correction.Id))
                    open.Push(correction.Id);
            }

            if (open.Count == before)
                _lastWords[open.Pop()] = Latest(_byTarget[at]);
        }

        return _lastWords[target];
    }

    private StoredScan? Latest(List<StoredScan> said)
    {
        StoredScan? last = null;
        foreach (StoredScan correction in said)
        {
            if ((last is null || IsLater(correction, last)) && _lastWords.GetValueOrDefault(correction.Id) is not { Fact.Void: true })
                last = correction;
        }

        return last;
    }

    private static bool IsLater(StoredScan a, StoredScan b) =>
        (a.Fact.ReceivedMs, a.Fact.Sequence, a.Id).CompareTo((b.Fact.ReceivedMs, b.Fact.Sequence, b.Id)) > 0;
}
