using Google.Protobuf;
using Shipments.Domain.Customs;
using Shipments.Domain.Eta;
using Shipments.Domain.Parcels.Merging;
using Shipments.Domain.Requests;
using Shipments.Domain.Scans;
using Shipments.Domain.Silence;
using Shipments.Domain.Steps;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// One drain of a parcel's inbox: folds everything that waits and gives one entry. Pure: it changes nothing but itself. Not thread-safe; used
/// once. What it answered holds only when its entry is committed.
/// </summary>
public sealed class ParcelTurn
{
    private readonly ParcelState _state;
    private readonly ParcelRowFields _row;
    private readonly ActorAddress _self;
    private readonly long _version;
    private readonly IVocabulary _vocabulary;
    private readonly ForecastTable _forecasts;
    private readonly ParcelEntry _entry;
    private readonly ScanLog _log;
    private readonly RequestMemory _requests;
    private readonly DecidedBefore _before;
    private readonly ParcelSilence _silence;
    private readonly ISilenceLimits _limits;
    private ParcelNumbers? _numbers;
    private StepMarks? _marks;
    private ParcelScans? _scans;
    private ParcelMerging? _merging;
    private ParcelPolls? _polls;
    private AnsweredRequest? _createdBy;
    private bool _finished;
    private bool _woken;

    /// <summary>Begins a turn.</summary>
    /// <param name="state">The last committed state.</param>
    /// <param name="key">The actor's key, <c>parcel/{tenant}/{id}</c>.</param>
    /// <param name="vocabulary">What carriers' codes mean.</param>
    /// <param name="now">The time of the turn, read once.</param>
    /// <param name="version">The version of <paramref name="state"/>; only what asks for a version reads it.</param>
    /// <param name="limits">For how long it may be silent; the table that goes with the vocabulary when left out.</param>
    /// <param name="forecasts">What the tenant's lanes have learnt; without it nothing is said of the first attempt.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key of a parcel.</exception>
    public ParcelTurn(ParcelState state, string key, IVocabulary vocabulary, DateTimeOffset now, long version = 0,
        ISilenceLimits? limits = null, ForecastTable? forecasts = null)
    {
        _state = state;
        _row = new ParcelRowFields(state.Row);
        _self = ActorAddress.Parse(key, "parcel");
        _version = version;
        _vocabulary = vocabulary;
        _forecasts = forecasts ?? ForecastTable.Empty;
        _entry = new ParcelEntry { AtMs = now.ToUnixTimeMilliseconds() };
        _log = _row.ReadLog(state.ScanCount + 1);
        _requests = new RequestMemory(_row.Requests);
        _before = new DecidedBefore(_row, out ParcelDecided decided);
        _silence = new ParcelSilence(_row, decided, _before.Encoded);
        _limits = limits ?? vocabulary.Silence;
        if (!state.Registered)
            return;
        _scans = WasMerged && Part(ParcelStateRecord.MergesFieldNumber).Merges.OwnDecided is { } own
            ? new ParcelScans(_log, own, own.ToByteArray(), _row, vocabulary)
            : new ParcelScans(_log, decided, _silence.Said, _row, vocabulary);
    }

    // A scan that names the parcel needs none of these, so they are parsed when somebody asks.
    private ParcelNumbers Numbers => _numbers ??= new ParcelNumbers(_row.Of(ParcelStateRecord.NumbersFieldNumber));

    private StepMarks Marks => _marks ??= new StepMarks(Part(ParcelStateRecord.StepsFieldNumber).Steps);

    private ParcelPolls Polls => _polls ??= new ParcelPolls(Part(ParcelStateRecord.PollsFieldNumber).Polls, _log);

    private AnsweredRequest? CreatedBy => _createdBy ??= Part(ParcelStateRecord.CreatedByFieldNumber).CreatedBy;

    /// <summary>Whether the parcel is registered, by this turn or before it.</summary>
    public bool Registered => _scans is not null;

    /// <summary>Id of the parcel into which this one is merged; empty for none.</summary>
    public string MergedInto => HasMerges ? Merging.Into : "";

    private ParcelMerging Merging => _merging ??= new ParcelMerging(_silence.Lifted(_state.ReadRecord()), _self, _entry, _log, Numbers, Marks, _vocabulary);

    private bool HasMerges => _merging is not null || WasMerged;

    private bool WasMerged => !_row.Of(ParcelStateRecord.MergesFieldNumber).IsEmpty;

    /// <summary>
    /// Whether a request was answered before, in the state or in this turn. True only with its answer. A request of the same id and other
    /// content gives false and <paramref name="reused"/>: look at that first.
    /// </summary>
    /// <param name="requestId">The caller's id; an empty one is never known.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    /// <param name="answer">The bytes that <see cref="Answer"/> was given.</param>
    /// <param name="reused">The id is known with other content.</param>
    public bool TryAnswered(string requestId, ulong contentHash, out ReadOnlyMemory<byte> answer, out bool reused)
    {
        if (requestId.Length == 0 || CreatedBy?.RequestId != requestId)
            return _requests.TryAnswered(requestId, contentHash, out answer, out reused);
        return RequestMemory.Matches(CreatedBy, contentHash, out answer, out reused) && answer.Length > 0;
    }

    /// <summary>
    /// Keeps the answer to a request: the last 32, at most 64 KiB of them, and for ever that of the request which made the parcel. An empty id and one that was
    /// answered before change nothing.
    /// </summary>
    /// <param name="requestId">The caller's id.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    /// <param name="answer">What to answer to a repetition; copied.</param>
    public void Answer(string requestId, ulong contentHash, ReadOnlyMemory<byte> answer)
    {
        if (CreatedBy is null || CreatedBy.RequestId != requestId || requestId.Length == 0)
            _requests.Answer(requestId, contentHash, answer);
        else if (_entry.CreatedBy is { Answer.Length: 0 } made && made.ContentHash == contentHash)
            made.Answer = ByteString.CopyFrom(answer.Span);
    }

    /// <summary>Registers the parcel and asks its numbers to be attached.</summary>
    /// <param name="registration">What is registered; not changed. Windows are filled in; a number named twice counts once, as first named.</param>
    /// <param name="fromStated">The numbers whose window's begin the caller gave.</param>
    /// <param name="requestId">The caller's id; with an empty one a repetition is refused.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    public RegisterVerdict Register(
        ParcelRegistered registration, IReadOnlyCollection<string> fromStated, string requestId, ulong contentHash)
    {
        if (_scans is not null)
            return RegisterVerdict.OfKnown(_self.Id, CreatedBy, requestId, contentHash);
        List<ParcelNumber> numbers = [.. registration.Numbers.DistinctBy(number => number.Number).Select(ParcelNumbers.Unconfirmed)];
        if (numbers.Count > ParcelBounds.NumbersMax)
            return new RegisterVerdict(RegisterOutcome.Rejected, Rejection.ParcelNumbersFull, NumberTies.TooMany(numbers.Count));

        ParcelRegistered registered = ParcelUpdates.Registered(registration, numbers);
        _entry.Registered = registered;
        if (requestId.Length > 0)
            _createdBy = _entry.CreatedBy = new AnsweredRequest { RequestId = requestId, ContentHash = contentHash };
        ParcelTerms terms = ParcelTerms.Of(registered);
        _scans = ParcelScans.Begin(_log, terms, _vocabulary);
        Numbers.Register(numbers);
        foreach (ParcelNumber number in numbers)
            _entry.Steps.Add(ParcelSteps.Attach(_self, number, fromStated.Contains(number.Number)));
        return new RegisterVerdict(RegisterOutcome.Created, Rejection.None, "");
    }

    /// <summary>Takes scans, in their order, with a verdict each. A refused one spoils no other.</summary>
    /// <param name="scans">The scans; not changed, and kept: they must not change afterwards.</param>
    /// <param name="routed">Number to holders' version, where the number itself named this parcel for this very request.</param>
    /// <param name="polls">The answers of carriers they came in, where an answer lists all that its carrier knows; kept.</param>
    public IReadOnlyList<ScanVerdict> Record(
        IReadOnlyList<ScanFact> scans, IReadOnlyDictionary<string, long> routed, IReadOnlyList<PollRecord>? polls = null)
    {
        ScanVerdict[] verdicts = new ScanVerdict[scans.Count];
        for (int i = 0; i < verdicts.Length; i++)
            verdicts[i] = Record(scans[i], routed);
        if (_scans is null)
            return verdicts;
        if (polls is { Count: > 0 })
            Polls.Heed(polls, verdicts, _scans);
        if (HasMerges && Merging.UnionPhase(_scans) is { } phase)
            verdicts = [.. verdicts.Select(verdict => verdict with { PhaseAfter = phase })];
        if (_silence.WasExpired && !_scans.HasChanged)
            verdicts = [.. verdicts.Select(verdict => verdict with { PhaseAfter = Phase.Expired })];
        return verdicts;
    }

    /// <summary>Adds numbers learnt from a carrier and asks them to be attached. Known ones change nothing.</summary>
    /// <param name="numbers">The numbers, with their windows filled in; not changed.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.ParcelNotFound"/>, or <see cref="Rejection.ParcelNumbersFull"/>: then none was added.</returns>
    public Rejection LinkNumbers(IReadOnlyList<ParcelNumber> numbers, out string detail) =>
        _scans is null ? NotFound(out detail) : Ties(_scans).Link(numbers, out detail);

    /// <summary>Gives the parcel a further number, or one back that was taken away. One that it has changes nothing.</summary>
    /// <param name="number">The number, with its window filled in; not changed.</param>
    /// <param name="isFromStated">The caller gave the window's begin; else it is that of the parcel's first number, if that is earlier.</param>
    /// <param name="ifVersion">As in <see cref="Cancel"/>.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.ParcelNotFound"/>, <see cref="Rejection.EtagMismatch"/>, <see cref="Rejection.ParcelNumbersFull"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection AttachNumber(ParcelNumber number, bool isFromStated, long ifVersion, out string detail)
    {
        if (_scans is null)
            return NotFound(out detail);
        return IsAt(ifVersion, out detail) ? Ties(_scans).Attach(number, isFromStated, out detail) : Rejection.EtagMismatch;
    }

    /// <summary>Takes a number away, as if it had never been the parcel's; its scans go to it. One that was taken away changes nothing.</summary>
    /// <param name="number">The number, normalised.</param>
    /// <param name="ifVersion">As in <see cref="Cancel"/>.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.ParcelNotFound"/>, <see cref="Rejection.EtagMismatch"/>, <see cref="Rejection.NumberNotAttached"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection DetachNumber(string number, long ifVersion, out string detail)
    {
        if (_scans is null)
            return NotFound(out detail);
        return IsAt(ifVersion, out detail) ? Ties(_scans).Detach(number, out detail) : Rejection.EtagMismatch;
    }

    /// <summary>Cancels the parcel before it moves. One that is cancelled already stays as it is.</summary>
    /// <param name="ifVersion">The version the caller saw, 0 for any: another one, or a change earlier in this turn, refuses.</param>
    /// <param name="note">Why, in the caller's words.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns>
    /// <see cref="Rejection.ParcelNotFound"/>, <see cref="Rejection.EtagMismatch"/>, <see cref="Rejection.ParcelMerged"/>,
    /// <see cref="Rejection.ParcelMerging"/>, <see cref="Rejection.ParcelPhase"/> or <see cref="Rejection.ParcelScansFull"/>; otherwise <see cref="Rejection.None"/>.
    /// </returns>
    public Rejection Cancel(long ifVersion, string note, out string detail)
    {
        if (_scans is null)
            return NotFound(out detail);
        if (!IsAt(ifVersion, out detail))
            return Rejection.EtagMismatch;
        Rejection rejection = Merging.RuleOfCancel(_scans, out detail);
        return rejection == Rejection.None ? _scans.Cancel(_entry.AtMs, note, out detail) : rejection;
    }

    /// <summary>Asks parcels to be merged into this one. Those that are already, or were asked, change nothing.</summary>
    /// <param name="candidates">The parcels.</param>
    /// <param name="ifVersion">As in <see cref="Cancel"/>.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.None"/>, or why nobody is asked: a rule of this parcel, or what stands against a candidate.</returns>
    public Rejection Merge(IReadOnlyList<MergeCandidate> candidates, long ifVersion, out string detail)
    {
        if (_scans is null)
            return NotFound(out detail);
        return IsAt(ifVersion, out detail) ? Merging.Ask(candidates, _scans, out detail) : Rejection.EtagMismatch;
    }

    /// <summary>Ends this parcel's merge into another one.</summary>
    /// <param name="ifVersion">As in <see cref="Cancel"/>.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.ParcelNotFound"/>, <see cref="Rejection.EtagMismatch"/>, <see cref="Rejection.ParcelNotMerged"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection Split(long ifVersion, out string detail)
    {
        if (_scans is null)
            return NotFound(out detail);
        return IsAt(ifVersion, out detail) ? Merging.Split(out detail) : Rejection.EtagMismatch;
    }

    /// <summary>Heeds a step of another parcel about a merge; what is not newer changes nothing.</summary>
    /// <param name="source">The other parcel's actor key.</param>
    /// <param name="version">The version of its entry.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="step">The step: Absorb, MirrorScans or Withdraw.</param>
    /// <returns><see cref="Rejection.None"/>, or why it is refused for good; <see cref="Rejection.ParcelNotMerged"/> when the sender is no part of this parcel.</returns>
    public Rejection HeedMerging(string source, long version, int ordinal, OutgoingStep step)
    {
        if (_scans is null)
            return Rejection.ParcelNotFound;
        return HasHeeded(source, version, ordinal) ? Rejection.None : Merging.Heed(source, version, ordinal, step, _scans);
    }

    /// <summary>Notes that a step of this parcel about a merge was refused for good.</summary>
    /// <param name="step">The step.</param>
    /// <param name="refused">Why.</param>
    public void MergingRefused(OutgoingStep step, string refused) => Merging.Refused(step, refused);

    /// <summary>Changes what is registered, and decides anew what follows from it.</summary>
    /// <param name="values">The values; its numbers are not read.</param>
    /// <param name="fields">Which of them count.</param>
    /// <param name="ifVersion">The version the caller saw, 0 for any: another one, or a change earlier in this turn, refuses.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.ParcelNotFound"/>, <see cref="Rejection.EtagMismatch"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection Update(ParcelRegistered values, ParcelFields fields, long ifVersion, out string detail)
    {
        if (_scans is null)
            return NotFound(out detail);
        if (!IsAt(ifVersion, out detail))
            return Rejection.EtagMismatch;
        ParcelRegistered before = _entry.Updated ?? _entry.Registered ?? ParcelUpdates.Of(_state.ReadRecord());
        ParcelRegistered after = ParcelUpdates.Apply(before, values, fields);
        if (ParcelTerms.Of(after) == ParcelTerms.Of(before) && after.Labels.Equals(before.Labels) && Equals(after.Declaration, before.Declaration))
            return Rejection.None;
        _entry.Updated = after;
        _scans.Redecide(ParcelTerms.Of(after));
        return Rejection.None;
    }

    /// <summary>Whether a step was heeded: it is not newer than the last one of its source.</summary>
    /// <param name="source">Actor key of the source.</param>
    /// <param name="version">The version of the source's entry.</param>
    /// <param name="ordinal">The step's place in it, from 0.</param>
    public bool HasHeeded(string source, long version, int ordinal) => Marks.HasHeeded(source, version, ordinal);

    /// <summary>
    /// Heeds what a number says this parcel holds of it. Scans that are not this parcel's alone go back to the number. What is not newer, or of
    /// a number the parcel does not know, changes nothing.
    /// </summary>
    /// <param name="source">The number's actor key.</param>
    /// <param name="version">The version of its entry.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="holders">What this parcel holds of the number.</param>
    /// <returns><see cref="Rejection.None"/> or <see cref="Rejection.ParcelNotFound"/>.</returns>
    public Rejection HeedHolders(string source, long version, int ordinal, HoldersChanged holders)
    {
        if (_scans is null)
            return Rejection.ParcelNotFound;
        Ties(_scans).HeedHolders(source, version, ordinal, holders);
        return Rejection.None;
    }

    /// <summary>Takes scans that a number says are this parcel's.</summary>
    /// <param name="source">The number's actor key.</param>
    /// <param name="version">The version of its entry.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="scans">The scans.</param>
    /// <param name="verdicts">One for each scan; empty when the step was heeded before or is refused whole.</param>
    /// <returns>
    /// <see cref="Rejection.ParcelNotFound"/>, <see cref="Rejection.NotMine"/> for a number the parcel does not have, or why the scans were
    /// refused when all of them were; otherwise <see cref="Rejection.None"/>.
    /// </returns>
    public Rejection HeedScans(string source, long version, int ordinal, TakeScans scans, out IReadOnlyList<ScanVerdict> verdicts)
    {
        verdicts = [];
        return _scans is null ? Rejection.ParcelNotFound : Ties(_scans).HeedScans(source, version, ordinal, scans, out verdicts);
    }

    /// <summary>Heeds what carriers named under a number of this parcel before it held it: they are linked as by <see cref="LinkNumbers"/>.</summary>
    public Rejection HeedNames(string source, long version, int ordinal, NamesTold names) =>
        _scans is null ? Rejection.ParcelNotFound : Ties(_scans).HeedNames(source, version, ordinal, names);

    /// <summary>Takes scans of a container the parcel was in, and takes such back, by the version that told. Repeated ones are known by their ids.</summary>
    public Rejection HeedDerived(DeriveScans derive, long version) =>
        _scans is null ? Rejection.ParcelNotFound : ParcelContainers.Heed(_row, _entry, derive, version, _scans);

    /// <summary>Notes how a number answered its attachment. Done changes nothing; refused for good is journaled once.</summary>
    /// <param name="version">The version of this parcel's entry that asked.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="step">The step.</param>
    /// <param name="refused">Empty for done, else why it was refused.</param>
    public void StepAnswered(long version, int ordinal, AttachNumber step, string refused)
    {
        if (refused.Length > 0 && _scans is not null)
            Ties(_scans).Refused(version, ordinal, step.Number, refused);
    }

    /// <summary>Its time has come: where nothing was heard for too long, the parcel is stalled, and later expired. Too early changes nothing.</summary>
    public void Wake() => _woken = true;

    /// <summary>Ends the turn.</summary>
    /// <exception cref="InvalidOperationException">It was ended before.</exception>
    public ParcelTurnResult Finish()
    {
        if (_finished)
            throw new InvalidOperationException("The turn has ended.");
        _finished = true;
        if (_scans is not null)
        {
            _scans.Finish(_entry);
            ParcelDecided decided = _before.Keep(HasMerges ? Merging.Finish(_scans) : _scans.Decided);
            decided = CustomsGate.Judged(decided, _silence.Said, _row, _entry, _vocabulary.Customs);
            _entry.Announced = _before.Say(decided, _silence.Said, _forecasts, _entry.AtMs);
            _before.NoteAfter(_silence.Settle(decided, _entry, _limits, _self.Tenant, _woken), _entry);
        }

        _entry.Numbers = _numbers?.Changes();
        _polls?.WriteTo(_entry.Polls);
        _requests.WriteTo(_entry.Requests);
        _marks?.WriteTo(_entry.StepsHeeded);
        if (ParcelReplay.IsEmpty(_entry))
            return new ParcelTurnResult(_state, null, ReadOnlyMemory<byte>.Empty);
        byte[] encoded = _entry.ToByteArray();
        return new ParcelTurnResult(ParcelReplay.Apply(_state, _row, _entry, encoded), _entry, encoded);
    }

    private bool IsAt(long version, out string detail)
    {
        bool isChanged = !ParcelReplay.IsEmpty(_entry) || _numbers is { HasChanged: true } || _requests.HasChanged || _marks is { HasChanged: true }
            || _scans!.HasChanged || _merging is { HasChanged: true } || _polls is { HasChanged: true };
        bool isAt = version == 0 || (version == _version && !isChanged);
        detail = isAt ? "" : $"the parcel '{_self.Id}' has changed since; read it again.";
        return isAt;
    }

    private Rejection NotFound(out string detail)
    {
        detail = $"Nobody registered the parcel '{_self.Id}'.";
        return Rejection.ParcelNotFound;
    }

    private ScanVerdict Record(ScanFact scan, IReadOnlyDictionary<string, long> routed)
    {
        if (_scans is null)
            return new ScanVerdict(ScanResultKind.Refused, scan.Id, Phase.None, false, NotFound(out string detail), detail);
        return scan.Number.Length == 0 || NumberOwnership.IsMine(Numbers.Find(scan.Number), scan, routed)
            ? _scans.Take(scan)
            : _scans.Refused(scan.Id, Rejection.NotMine, $"The number '{scan.Number}' does not mean the parcel '{_self.Id}' at the time of the scan.");
    }

    private NumberTies Ties(ParcelScans scans) => new(_self, _entry, Numbers, Marks, scans);

    private ParcelStateRecord Part(int field) => ParcelStateRecord.Parser.ParseFrom(_row.Of(field).Span);
}
