using Shipments.Domain.Eta;
using Shipments.Domain.Scans;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>The scans of one parcel within a turn, and what is decided of them.</summary>
/// <param name="log">The scans; the turn's own.</param>
/// <param name="decided">What was decided of them, parsed for this turn alone.</param>
/// <param name="before">The same encoded.</param>
/// <param name="row">The parcel's row when the turn began.</param>
/// <param name="vocabulary">What codes mean.</param>
internal sealed class ParcelScans(ScanLog log, ParcelDecided decided, ReadOnlyMemory<byte> before, ParcelRowFields row, IVocabulary vocabulary)
{
    private ParcelTerms? _terms;
    private ParcelDecided _decided = decided;
    private bool _looked;
    private bool _refolded;
    private long _arrivals = row.Arrivals;

    public ParcelDecided Decided => _decided;

    public ParcelTerms Terms =>
        _terms ??= ParcelTerms.Of(ParcelStateRecord.Parser.ParseFrom(row.Before(ParcelStateRecord.LabelsFieldNumber).Span));

    /// <summary>Whether a scan or a decision is not as it was when the turn began.</summary>
    public bool HasChanged =>
        log.Changes().Any() || !_decided.IsEncodedAs(before.Span);

    public Phase PhaseNow => (Phase)_decided.Phase;

    /// <summary>The scans of a parcel that is registered in this turn: none yet.</summary>
    public static ParcelScans Begin(ScanLog log, ParcelTerms terms, IVocabulary vocabulary) =>
        new(log, ParcelFold.Begin(terms), default, ParcelRowFields.None, vocabulary) { _terms = terms };

    /// <summary>Takes a scan that is this parcel's, and folds it.</summary>
    /// <param name="received">The scan.</param>
    /// <param name="isOwed">It was acknowledged when its number held it: it is taken past the bound too, as its number lets go of it.</param>
    public ScanVerdict Take(ScanFact received, bool isOwed = false)
    {
        if (!ScanTimes.IsInBounds(received, out string detail))
            return Refused(received.Id, Rejection.ScanTime, detail);
        LookAgain();
        ScanFact fact = ReceivedScans.Normalised(received);
        int known = log.IndexOf(fact.Id);
        if (known >= 0)
            return TakeCopy(log[known], fact);
        if (log.Count >= ParcelBounds.ScansMax && !isOwed)
            return Refused(fact.Id, Rejection.ParcelScansFull, TooManyScans());
        return TakeNew(fact, vocabulary.Map(fact));
    }

    /// <summary>
    /// Takes scans derived from a container's, and what takes such scans back: that is taken past the bound too. Answers why one of them was
    /// refused, if one was.
    /// </summary>
    public Rejection TakeDerived(IEnumerable<ScanFact> scans)
    {
        Rejection rejection = Rejection.None;
        foreach (ScanFact scan in scans)
        {
            ScanVerdict verdict = Take(scan, isOwed: scan.Void);
            if (rejection == Rejection.None)
                rejection = verdict.Rejection;
        }

        return rejection;
    }

    /// <summary>Cancels the parcel by a scan of its own, the last of all, when it has not moved. A cancelled one stays as it is.</summary>
    public Rejection Cancel(long nowMs, string note, out string detail)
    {
        detail = "";
        if (PhaseNow == Phase.Cancelled)
            return Rejection.None;
        if (PhaseMoves.IsFinal(PhaseNow) || PhaseMoves.HasMoved(PhaseNow, (Leg)_decided.Leg))
        {
            detail = $"a parcel is cancelled before it moves, and this one is in the phase {PhaseNow}.";
            return Rejection.ParcelPhase;
        }

        if (log.Count >= ParcelBounds.ScansMax)
        {
            detail = TooManyScans();
            return Rejection.ParcelScansFull;
        }

        TakeNew(Cancellations.Fact(Math.Max(nowMs, _decided.LastEventMs), nowMs, note), Cancellations.Meaning());
        return Rejection.None;
    }

    /// <summary>
    /// Takes what the parcel itself has to say of its scans, and decides anew once. A word that would be one scan too many is left out. Words
    /// mean nothing by themselves.
    /// </summary>
    public void TakeWords(IReadOnlyList<ScanFact> words)
    {
        foreach (ScanFact word in words)
        {
            int known = log.IndexOf(word.Id);
            if (known >= 0)
                log.Put(StoredScans.Merge(log[known], word, vocabulary));
            else if (log.Count < ParcelBounds.ScansMax)
                log.Put(StoredScans.Create(word, new MeaningRecord(), ++_arrivals));
        }

        if (words.Count > 0)
            FoldAll();
    }

    /// <summary>Decides anew from other terms.</summary>
    public void Redecide(ParcelTerms changed)
    {
        if (changed == Terms)
            return;
        _terms = changed;
        FoldAll();
    }

    /// <summary>
    /// Finds the scans under a number that are not, or not only, this parcel's now: those outside the window leave, those of a shared number
    /// stay. All are answered as they go to the number; the ids of those that left are added to <paramref name="removed"/>.
    /// </summary>
    public List<ScanFact> Release(HoldersChanged holders, List<ulong> removed)
    {
        List<ScanFact> released = [];
        bool refold = false;
        for (int i = log.Count - 1; i >= 0; i--)
        {
            StoredScan scan = log[i];
            if (scan.Compacted || !StoredScans.CameUnder(scan, holders.Number))
                continue;
            bool isWithin = ScanTimes.IsWithin(scan.Fact.Time, holders.FromMs, holders.ToMs);
            if (isWithin && !holders.Shared)
                continue;
            ScanFact fact = scan.Fact.Clone();
            fact.Number = holders.Number;
            released.Add(fact);
            if (isWithin)
                continue;
            refold = true;
            if (StoredScans.WithoutWay(scan, holders.Number) is { } rest)
            {
                log.Put(rest);
                continue;
            }

            log.Remove(scan.Id);
            removed.Add(scan.Id);
        }

        if (refold)
            FoldAll();
        released.Reverse();
        return released;
    }

    /// <summary>Ends the turn: cuts down what is too much, and notes in the entry the scans that changed.</summary>
    public void Finish(ParcelEntry entry)
    {
        if (_decided.ScanCount - _decided.CompactedCount > ParcelBounds.WholeScansMax)
            Compaction.Apply(_decided, log);

        entry.Scans.Add(log.Changes());
        entry.Refolded = _refolded;
        if (entry.Scans.Count > 0 && !vocabulary.IsBuiltIn)
            entry.Vocabulary = vocabulary.Version;
    }

    public ScanVerdict Refused(ulong id, Rejection rejection, string detail) =>
        new(ScanResultKind.Refused, id, PhaseNow, Unmapped: false, rejection, detail);

    private ScanVerdict TakeNew(ScanFact fact, MeaningRecord meaning)
    {
        StoredScan scan = StoredScans.Create(fact, meaning, ++_arrivals);
        int place = log.Put(scan);
        if (place == log.Count - 1 && !Corrections.IsCorrection(scan) && !_decided.Awaited.Contains(scan.Id))
            FoldLast();
        else
            FoldAll();
        return new ScanVerdict(KindOf(scan), scan.Id, PhaseNow, scan.Meaning.Unmapped, Rejection.None, "");
    }

    private string TooManyScans() => $"The parcel has {log.Count} scans; {ParcelBounds.ScansMax} is the most.";

    private ScanVerdict TakeCopy(StoredScan stored, ScanFact copy)
    {
        ScanResultKind result = ScanResultKind.Duplicate;
        StoredScan merged = stored.Compacted ? stored : StoredScans.Merge(stored, copy, vocabulary);
        if (!merged.Equals(stored))
        {
            result = merged.Fact.Corrects == stored.Fact.Corrects && merged.Fact.Void == stored.Fact.Void
                ? ScanResultKind.Merged
                : ScanResultKind.Corrected;
            log.Put(merged);
            FoldAll();
        }

        return new ScanVerdict(result, stored.Id, PhaseNow, merged.Meaning.Unmapped, Rejection.None, "");
    }

    private ScanResultKind KindOf(StoredScan scan)
    {
        if (Corrections.IsCorrection(scan) && log.IndexOf(scan.Fact.Corrects) is >= 0 and int target && !log[target].Compacted)
            return ScanResultKind.Corrected;
        return scan.WitnessOf != 0 || scan.Witnesses.Count > 0 ? ScanResultKind.Merged : ScanResultKind.Recorded;
    }

    /// <summary>
    /// Reads the scans again that nobody could read, once the vocabularies are other ones than when they were last looked up. What was read
    /// stays as it was read, and so does a scan that is cut down to its code.
    /// </summary>
    private void LookAgain()
    {
        if (_looked || _decided.UnmappedCount == 0 || _decided.Vocabulary == vocabulary.Version)
            return;
        _looked = true;
        List<StoredScan> known = [];
        for (int i = 0; i < log.Count; i++)
        {
            StoredScan scan = log[i];
            if (!scan.Meaning.Unmapped || scan.Compacted || vocabulary.Map(scan.Fact) is not { Unmapped: false } meaning)
                continue;
            StoredScan read = scan.Clone();
            read.Meaning = meaning;
            known.Add(read);
        }

        foreach (StoredScan scan in known)
            log.Put(scan);
        if (known.Count > 0)
            FoldAll();
        _refolded = known.Count > 0;
        _decided.Vocabulary = _decided.UnmappedCount > 0 ? vocabulary.Version : 0;
    }

    private void FoldLast()
    {
        ulong looked = LookedIn();
        ParcelFold.Append(_decided, log);
        _decided.Vocabulary = _decided.UnmappedCount > 0 ? looked : 0;
    }

    private void FoldAll()
    {
        ulong looked = LookedIn();
        ParcelDecided said = _decided;
        _decided = ParcelFold.Whole(Terms, log);
        Announcements.Keep(said, _decided);
        _decided.Vocabulary = _decided.UnmappedCount > 0 ? looked : 0;
    }

    // Where scans are left that were looked up earlier, their vocabularies stay the mark.
    private ulong LookedIn() => _decided.UnmappedCount > 0 ? _decided.Vocabulary : vocabulary.Version;
}
