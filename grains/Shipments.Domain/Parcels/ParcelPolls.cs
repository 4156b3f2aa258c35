using Google.Protobuf.Collections;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// The last answer of each carrier about each number of one parcel, within a turn. An answer lists all that its carrier knows, so what it leaves
/// out, or has otherwise, is a correction of what the answer before it said.
/// </summary>
/// <param name="kept">Of the state; not changed.</param>
/// <param name="log">The parcel's scans.</param>
internal sealed class ParcelPolls(RepeatedField<PollRecord> kept, ScanLog log)
{
    private readonly List<PollRecord> _changed = [];

    public bool HasChanged => _changed.Count > 0;

    /// <summary>Compares answers with those before them. The scans that they list were taken already.</summary>
    /// <param name="polls">The answers; kept.</param>
    /// <param name="verdicts">Of the scans; where an answer says more of one, its verdict follows.</param>
    /// <param name="scans">Takes what the comparison says.</param>
    public void Heed(IReadOnlyList<PollRecord> polls, ScanVerdict[] verdicts, ParcelScans scans)
    {
        List<ScanFact> words = [];
        foreach (PollRecord poll in polls)
        {
            if (poll.ScanIds.Count > ParcelBounds.PollScansMax || !poll.ScanIds.Any(id => log.IndexOf(id) >= 0))
                continue;
            if (new PollComparison(Find(poll), poll, log).Compare(words) is { } changed)
                _changed.Add(changed);
        }

        if (words.Count == 0)
            return;
        scans.TakeWords(words);
        for (int i = 0; i < verdicts.Length; i++)
        {
            ScanVerdict verdict = verdicts[i];
            if (verdict.Result == ScanResultKind.Refused)
                continue;
            bool corrects = words.Exists(word => word.Id == verdict.ScanId);
            verdicts[i] = verdict with { PhaseAfter = scans.PhaseNow, Result = corrects ? ScanResultKind.Corrected : verdict.Result };
        }
    }

    public void WriteTo(RepeatedField<PollRecord> entry) => entry.Add(_changed);

    public static void Replay(RepeatedField<PollRecord> state, RepeatedField<PollRecord> entry)
    {
        foreach (PollRecord poll in entry)
        {
            int at = 0;
            while (at < state.Count && !IsOfSame(state[at], poll))
                at++;
            if (at < state.Count)
                state[at] = poll;
            else
                state.Add(poll);
        }

        while (state.Count > ParcelBounds.PollsMax)
            state.Remove(state.MinBy(poll => poll.ReceivedMs)!);
    }

    private static bool IsOfSame(PollRecord a, PollRecord b) => a.Source == b.Source && a.Number == b.Number;

    private PollRecord? Find(PollRecord poll) =>
        _changed.FindLast(known => IsOfSame(known, poll)) ?? kept.FirstOrDefault(known => IsOfSame(known, poll));
}
