using Shipments.Domain.Scans;
using Shipments.Domain.Steps;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels.Merging;

/// <summary>
/// The merges of one parcel within a turn: as the one that others are merged into, and as one that is merged. A merged parcel goes on as it was,
/// and mirrors what it has, scan for scan, to the other, which counts it beside its own. So nothing of either is lost or mixed, and a split
/// leaves both as they would be without the merge.
/// No circle can come about: a parcel that is merged asks nobody, and one that waits for an answer is not merged.
/// </summary>
internal sealed class ParcelMerging
{
    private readonly ParcelStateRecord _record;
    private readonly ActorAddress _self;
    private readonly ParcelEntry _entry;
    private readonly ScanLog _own;
    private readonly ParcelNumbers _numbers;
    private readonly StepMarks _marks;
    private readonly IVocabulary _vocabulary;
    private readonly ParcelMerges _before;
    private readonly MergeChanges _changes = new();
    private readonly AbsorbedParcels _absorbed;
    private MergedInto? _into;
    private long _asked;
    private bool _wasSentAway;

    public ParcelMerging(
        ParcelStateRecord record, ActorAddress self, ParcelEntry entry, ScanLog own, ParcelNumbers numbers, StepMarks marks, IVocabulary vocabulary)
    {
        (_record, _self, _entry, _own, _numbers, _marks, _vocabulary) = (record, self, entry, own, numbers, marks, vocabulary);
        _before = record.Merges ?? new ParcelMerges();
        _absorbed = new AbsorbedParcels(_before.Absorbed, _changes);
        _into = _before.Into;
        _asked = _before.Asked;
    }

    /// <summary>Id of the parcel this one is merged into; empty for none.</summary>
    public string Into => _into?.Parcel ?? "";

    public bool HasChanged => _changes.Absorbed.Count > 0 || !Equals(_into, _before.Into);

    /// <summary>Asks parcels to be merged into this one; those that are asked or merged already change nothing.</summary>
    public Rejection Ask(IReadOnlyList<MergeCandidate> candidates, ParcelScans scans, out string detail)
    {
        List<MergeCandidate> fresh = [.. candidates.Where(candidate => !IsPart(candidate.ParcelId)).DistinctBy(candidate => candidate.ParcelId)];
        Rejection rejection = RuleOf(candidates, fresh, scans, out detail);
        if (rejection != Rejection.None || fresh.Count == 0)
            return rejection;
        foreach (AbsorbedParcel refused in _absorbed.All.Where(part => part.State == (int)AbsorbedKind.Refused).ToList())
            _absorbed.Drop(refused);
        foreach (MergeCandidate candidate in fresh)
        {
            _absorbed.Ask(candidate.ParcelId, ++_asked, _entry.AtMs);
            _entry.Steps.Add(new OutgoingStep
            {
                Target = _self.ParcelKey(candidate.ParcelId),
                Absorb = new Absorb { Into = _self.Id, Merge = _asked },
            });
        }

        return Rejection.None;
    }

    /// <summary>Ends this parcel's merge into another one.</summary>
    public Rejection Split(out string detail)
    {
        detail = _into is null ? $"the parcel '{_self.Id}' is a parcel of its own." : "";
        if (_into is null)
            return Rejection.ParcelNotMerged;
        _into = null;
        return Rejection.None;
    }

    /// <summary>Why the parcel cannot be cancelled on account of its merges; <see cref="Rejection.None"/> when they do not stand against it.</summary>
    public Rejection RuleOfCancel(ParcelScans scans, out string detail)
    {
        detail = _into is null ? "" : $"the parcel '{_self.Id}' is merged into '{Into}'; split it first, or cancel that one.";
        if (_into is not null)
            return Rejection.ParcelMerged;
        if (_absorbed.Has(AbsorbedKind.Asked))
        {
            detail = $"parcels are being merged into '{_self.Id}'.";
            return Rejection.ParcelMerging;
        }

        ParcelDecided published = Publish(scans);
        if (!_absorbed.Has(AbsorbedKind.Merged) || !PhaseMoves.HasMoved((Phase)published.Phase, (Leg)published.Leg))
            return Rejection.None;
        detail = $"a parcel is cancelled before it moves, and this one is in the phase {(Phase)published.Phase}.";
        return Rejection.ParcelPhase;
    }

    /// <summary>Heeds a step of another parcel about a merge.</summary>
    public Rejection Heed(string source, long version, int ordinal, OutgoingStep step, ParcelScans scans) => step.WorkCase switch
    {
        OutgoingStep.WorkOneofCase.Absorb => HeedAbsorb(source, version, ordinal, step.Absorb, scans),
        OutgoingStep.WorkOneofCase.MirrorScans => HeedMirror(version, ordinal, step.MirrorScans),
        OutgoingStep.WorkOneofCase.Withdraw => HeedWithdraw(step.Withdraw),
        OutgoingStep.WorkOneofCase.None or OutgoingStep.WorkOneofCase.AttachNumber or OutgoingStep.WorkOneofCase.HoldersChanged
            or OutgoingStep.WorkOneofCase.TakeScans or OutgoingStep.WorkOneofCase.ReturnScans
            or OutgoingStep.WorkOneofCase.DeriveScans or OutgoingStep.WorkOneofCase.NextSlice or OutgoingStep.WorkOneofCase.DetachNumber
            or OutgoingStep.WorkOneofCase.NamesTold =>
            throw new InvalidOperationException($"The step {step.WorkCase} of {source} is about no merge."),
    };

    /// <summary>Heeds that a step of a merge was refused for good: whoever asked asks no more, and whoever is not wanted is a parcel of its own.</summary>
    public void Refused(OutgoingStep step, string reason)
    {
        string target = ActorAddress.Parse(step.Target, "parcel").Id;
        if (step.Absorb is { } absorb && _absorbed.Find(target, absorb.Merge) is { State: (int)AbsorbedKind.Asked } part)
            _absorbed.Refuse(part, reason, _entry.AtMs);
        if (step.MirrorScans is { } mirror && _into is not null && _into.Parcel == target && _into.Merge == mirror.Merge)
            (_into, _wasSentAway) = (null, true);
    }

    /// <summary>The phase as all scans have it that count here; null when those are the parcel's own.</summary>
    public Phase? UnionPhase(ParcelScans scans) => _absorbed.Has(AbsorbedKind.Merged) ? (Phase)Publish(scans).Phase : null;

    /// <summary>Ends the turn: notes what changed, tells the parcel that this one is merged into, and answers what is decided of all scans that count.</summary>
    public ParcelDecided Finish(ParcelScans scans)
    {
        if (!HasChanged && (_into is null && _absorbed.All.Count == 0))
            return scans.Decided;
        if (!HasChanged && !scans.HasChanged && !_numbers.HasChanged)
            return _record.Decided;
        ParcelDecided published = Publish(scans);
        NoteOwn(scans.Decided, published);
        if (!Equals(_into, _before.Into))
            (_changes.Into, _changes.SplitFrom) = (_into, _before.Into);
        if (_changes.CalculateSize() > 0)
            _entry.Merges = _changes;
        Tell();
        return published;
    }

    private Rejection RuleOf(IReadOnlyList<MergeCandidate> candidates, List<MergeCandidate> fresh, ParcelScans scans, out string detail)
    {
        detail = _into is null ? "a parcel cannot be merged with itself." : $"the parcel '{_self.Id}' is merged into '{Into}'; merge into that one.";
        if (_into is not null || candidates.Any(candidate => candidate.ParcelId == _self.Id))
            return Rejection.ParcelMerged;
        detail = "";
        if (fresh.Find(candidate => candidate.Rejection != Rejection.None) is { } wrong)
        {
            detail = wrong.Detail;
            return wrong.Rejection;
        }

        if (fresh.Count > 0 && (Phase)Publish(scans).Phase == Phase.Cancelled)
        {
            detail = $"the parcel '{_self.Id}' is in the phase {Phase.Cancelled}.";
            return Rejection.ParcelPhase;
        }

        int parts = fresh.Count + _absorbed.All.Count(part => part.State != (int)AbsorbedKind.Refused);
        if (parts > MergeBounds.AbsorbedMax)
        {
            detail = $"{parts} parcels would be merged into '{_self.Id}'; {MergeBounds.AbsorbedMax} is the most.";
            return Rejection.ParcelMergesFull;
        }

        int count = fresh.Count == 0 ? 0 : Union().Count + fresh.Sum(candidate => candidate.ScanCount);
        detail = count > MergeBounds.UnionScansMax ? $"The parcels have {count} scans; {MergeBounds.UnionScansMax} is the most when a merge is asked for." : "";
        return detail.Length > 0 ? Rejection.ParcelScansFull : Rejection.None;
    }

    private bool IsPart(string parcel) => _absorbed.Find(parcel) is { State: (int)AbsorbedKind.Asked or (int)AbsorbedKind.Merged };

    private Rejection HeedAbsorb(string source, long version, int ordinal, Absorb absorb, ParcelScans scans)
    {
        if (_into is not null)
            return _into.Parcel == absorb.Into && _into.Merge == absorb.Merge ? Rejection.None : Rejection.ParcelMerged;
        if (_absorbed.Has(AbsorbedKind.Asked))
            return Rejection.ParcelMerging;
        if ((Phase)Publish(scans).Phase == Phase.Cancelled)
            return Rejection.ParcelPhase;
        bool isKnown = _record.Steps.Any(mark => mark.Source == source);
        if (!isKnown && _record.Steps.Count(mark => mark.Source.StartsWith("parcel/", StringComparison.Ordinal)) >= MergeBounds.SurvivorsMax)
            return Rejection.ParcelMergesFull;
        _marks.Heed(source, version, ordinal);
        _into = new MergedInto { Parcel = absorb.Into, Merge = absorb.Merge, AtMs = _entry.AtMs };
        return Rejection.None;
    }

    private Rejection HeedMirror(long version, int ordinal, MirrorScans mirror)
    {
        if (_absorbed.Find(mirror.Parcel, mirror.Merge) is not { } part)
            return Rejection.ParcelNotMerged;
        _absorbed.Mirror(part, version, ordinal, mirror, _entry.AtMs);
        return Rejection.None;
    }

    private Rejection HeedWithdraw(Withdraw withdraw)
    {
        if (_absorbed.Find(withdraw.Parcel, withdraw.Merge) is { } part)
            _absorbed.Drop(part);
        return Rejection.None;
    }

    private UnionScans Union() => new(_own, _absorbed.All, _vocabulary);

    private ParcelDecided Publish(ParcelScans scans)
    {
        ParcelDecided published = _absorbed.Has(AbsorbedKind.Merged) ? Union().Fold(scans.Terms, out _) : scans.Decided;
        if (_into is null)
            return published;
        published = published.Clone();
        published.Merged = true;
        return published;
    }

    private void NoteOwn(ParcelDecided decided, ParcelDecided published)
    {
        if (published.Equals(decided))
            _changes.OwnIsDecided = _before.OwnDecided is not null;
        else if (!decided.Equals(_before.OwnDecided))
            _changes.OwnDecided = decided;
    }

    private void Tell()
    {
        MergedInto? before = _before.Into;
        bool goesOn = before is not null && _into is not null && before.Parcel == _into.Parcel && before.Merge == _into.Merge;
        if (before is not null && !goesOn && !_wasSentAway)
        {
            Withdraw withdraw = new() { Parcel = _self.Id, Merge = before.Merge };
            _entry.Steps.Add(new OutgoingStep { Target = _self.ParcelKey(before.Parcel), Withdraw = withdraw });
        }

        if (_into is null)
            return;
        UnionScans? told = goesOn ? new UnionScans(new ScanLog(_record.ScanLog.Memory), _before.Absorbed, _vocabulary) : null;
        List<ParcelNumber>? toldNumbers = goesOn ? UnionScans.Numbers(_record.Numbers, _before.Absorbed) : null;
        MirrorSteps.Write(_entry.Steps, _self, _into, Union(), told, UnionScans.Numbers(_numbers.All, _absorbed.All), toldNumbers);
    }
}
