using Google.Protobuf;
using Shipments.Domain.Requests;
using Shipments.Domain.Scans;
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
    private readonly ParcelStateRecord _record;
    private readonly ActorAddress _self;
    private readonly long _version;
    private readonly IVocabulary _vocabulary;
    private readonly ParcelEntry _entry;
    private readonly ScanLog _log;
    private readonly ParcelNumbers _numbers;
    private readonly RequestMemory _requests;
    private readonly StepMarks _marks;
    private ParcelScans? _scans;
    private AnsweredRequest? _createdBy;
    private bool _finished;

    /// <summary>Begins a turn.</summary>
    /// <param name="state">The last committed state.</param>
    /// <param name="key">The actor's key, <c>parcel/{tenant}/{id}</c>.</param>
    /// <param name="vocabulary">What carriers' codes mean.</param>
    /// <param name="now">The time of the turn, read once.</param>
    /// <param name="version">The version of <paramref name="state"/>; only what asks for a version reads it.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key of a parcel.</exception>
    public ParcelTurn(ParcelState state, string key, IVocabulary vocabulary, DateTimeOffset now, long version = 0)
    {
        _state = state;
        _record = state.ReadRecord();
        _self = ActorAddress.Parse(key, "parcel");
        _version = version;
        _vocabulary = vocabulary;
        _entry = new ParcelEntry { AtMs = now.ToUnixTimeMilliseconds() };
        _log = new ScanLog(_record.ScanLog.Memory, state.ScanCount + 1);
        _numbers = new ParcelNumbers(_record.Numbers);
        _requests = new RequestMemory(_record.Requests);
        _marks = new StepMarks(_record.Steps);
        _createdBy = _record.CreatedBy;
        if (_record.Registered)
            _scans = new ParcelScans(_log, _record.Decided, ParcelTerms.Of(_record), vocabulary, _record.Arrivals);
    }

    /// <summary>Whether the parcel is registered, by this turn or before it.</summary>
    public bool Registered => _scans is not null;

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
        if (requestId.Length == 0 || _createdBy?.RequestId != requestId)
            return _requests.TryAnswered(requestId, contentHash, out answer, out reused);
        return RequestMemory.Matches(_createdBy, contentHash, out answer, out reused) && answer.Length > 0;
    }

    /// <summary>
    /// Keeps the answer to a request: the last 32, and for ever that of the request which made the parcel. An empty id and one that was
    /// answered before change nothing.
    /// </summary>
    /// <param name="requestId">The caller's id.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    /// <param name="answer">What to answer to a repetition; copied.</param>
    public void Answer(string requestId, ulong contentHash, ReadOnlyMemory<byte> answer)
    {
        if (_createdBy is null || _createdBy.RequestId != requestId || requestId.Length == 0)
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
            return RegisteredBefore(requestId, contentHash);
        List<ParcelNumber> numbers = [.. registration.Numbers.DistinctBy(number => number.Number).Select(Unconfirmed)];
        if (numbers.Count > ParcelBounds.NumbersMax)
            return new RegisterVerdict(RegisterOutcome.Rejected, Rejection.ParcelNumbersFull, TooManyNumbers(numbers.Count));

        ParcelRegistered registered = registration.Clone();
        registered.Numbers.Clear();
        registered.Numbers.Add(numbers);
        registered.Labels.Clear();
        foreach ((string name, string value) in registration.Labels.OrderBy(label => label.Key, StringComparer.Ordinal))
            registered.Labels.Add(name, value);
        _entry.Registered = registered;
        if (requestId.Length > 0)
            _createdBy = _entry.CreatedBy = new AnsweredRequest { RequestId = requestId, ContentHash = contentHash };
        ParcelTerms terms = ParcelTerms.Of(registered);
        _scans = new ParcelScans(_log, ParcelFold.Begin(terms), terms, _vocabulary, arrivals: 0);
        _numbers.Register(numbers);
        foreach (ParcelNumber number in numbers)
            Attach(number, fromStated.Contains(number.Number));
        return new RegisterVerdict(RegisterOutcome.Created, Rejection.None, "");
    }

    /// <summary>Takes scans, in their order, with a verdict each. A refused one spoils no other.</summary>
    /// <param name="scans">The scans; not changed, and kept: they must not change afterwards.</param>
    /// <param name="routed">Number to holders' version, where the number itself named this parcel for this very request.</param>
    public IReadOnlyList<ScanVerdict> Record(IReadOnlyList<ScanFact> scans, IReadOnlyDictionary<string, long> routed)
    {
        ScanVerdict[] verdicts = new ScanVerdict[scans.Count];
        for (int i = 0; i < verdicts.Length; i++)
            verdicts[i] = Record(scans[i], routed);
        return verdicts;
    }

    /// <summary>Adds numbers learnt from a carrier and asks them to be attached. Known ones change nothing.</summary>
    /// <param name="numbers">The numbers, with their windows filled in; not changed.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.ParcelNotFound"/>, or <see cref="Rejection.ParcelNumbersFull"/>: then none was added.</returns>
    public Rejection LinkNumbers(IReadOnlyList<ParcelNumber> numbers, out string detail)
    {
        detail = "";
        if (_scans is null)
            return NotFound(out detail);
        List<ParcelNumber> added =
            [.. numbers.Where(number => _numbers.Find(number.Number) is null).DistinctBy(number => number.Number).Select(Linked)];
        if (_numbers.Count + added.Count > ParcelBounds.NumbersMax)
        {
            detail = TooManyNumbers(_numbers.Count + added.Count);
            return Rejection.ParcelNumbersFull;
        }

        foreach (ParcelNumber number in added)
        {
            _numbers.Put(number);
            Attach(number, isFromStated: false);
        }

        return Rejection.None;
    }

    /// <summary>Cancels the parcel before it moves. One that is cancelled already stays as it is.</summary>
    /// <param name="ifVersion">The version the caller saw, 0 for any: another one, or a change earlier in this turn, refuses.</param>
    /// <param name="note">Why, in the caller's words.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns>
    /// <see cref="Rejection.ParcelNotFound"/>, <see cref="Rejection.EtagMismatch"/>, <see cref="Rejection.ParcelPhase"/> or
    /// <see cref="Rejection.ParcelScansFull"/>; otherwise <see cref="Rejection.None"/>.
    /// </returns>
    public Rejection Cancel(long ifVersion, string note, out string detail)
    {
        if (_scans is null)
            return NotFound(out detail);
        return IsAt(ifVersion, out detail) ? _scans.Cancel(_entry.AtMs, note, out detail) : Rejection.EtagMismatch;
    }

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
        ParcelRegistered before = _entry.Updated ?? _entry.Registered ?? ParcelUpdates.Of(_record);
        ParcelRegistered after = ParcelUpdates.Apply(before, values, fields);
        if (ParcelTerms.Of(after) == ParcelTerms.Of(before) && after.Labels.Equals(before.Labels))
            return Rejection.None;
        _entry.Updated = after;
        _scans.Redecide(ParcelTerms.Of(after));
        return Rejection.None;
    }

    /// <summary>Whether a step was heeded: it is not newer than the last one of its source.</summary>
    /// <param name="source">Actor key of the source.</param>
    /// <param name="version">The version of the source's entry.</param>
    /// <param name="ordinal">The step's place in it, from 0.</param>
    public bool HasHeeded(string source, long version, int ordinal) => _marks.HasHeeded(source, version, ordinal);

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
        if (_numbers.Find(holders.Number) is not { } known || holders.Version <= known.HoldersVersion || HasHeeded(source, version, ordinal))
            return Rejection.None;
        ParcelNumber changed = known.Clone();
        changed.FromMs = holders.FromMs;
        changed.ToMs = holders.ToMs;
        changed.Shared = holders.Shared;
        changed.HoldersVersion = holders.Version;
        changed.Refused = "";
        _numbers.Put(changed);
        _marks.Heed(source, version, ordinal);
        List<ulong> removed = [];
        List<ScanFact> released = _scans.Release(holders, removed);
        if (released.Count > 0)
            HandBack(holders.Number, released, removed);
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
        if (_scans is null)
            return Rejection.ParcelNotFound;
        if (HasHeeded(source, version, ordinal))
            return Rejection.None;
        if (_numbers.Find(scans.Number) is null)
            return Rejection.NotMine;
        ScanVerdict[] taken = [.. scans.Scans.Select(scan => _scans.Take(scan, isOwed: true))];
        verdicts = taken;
        if (taken.Length > 0 && taken.All(verdict => verdict.Result == ScanResultKind.Refused))
            return taken[0].Rejection;
        if (taken.Any(verdict => verdict.Result is not (ScanResultKind.Duplicate or ScanResultKind.Refused)))
            _marks.Heed(source, version, ordinal);
        return Rejection.None;
    }

    /// <summary>Notes how a number answered its attachment. Done changes nothing; refused for good is journaled once.</summary>
    /// <param name="version">The version of this parcel's entry that asked.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="step">The step.</param>
    /// <param name="refused">Empty for done, else why it was refused.</param>
    public void StepAnswered(long version, int ordinal, AttachNumber step, string refused)
    {
        if (refused.Length == 0 || _numbers.Find(step.Number) is not { } known || known.Refused == refused || known.HoldersVersion > 0)
            return;
        ParcelNumber changed = known.Clone();
        changed.Refused = refused;
        _numbers.Put(changed);
        _entry.StepsRefused.Add(new StepRefused { Version = version, Ordinal = ordinal, Reason = refused });
    }

    /// <summary>Ends the turn.</summary>
    /// <exception cref="InvalidOperationException">It was ended before.</exception>
    public ParcelTurnResult Finish()
    {
        if (_finished)
            throw new InvalidOperationException("The turn has ended.");
        _finished = true;
        if (_scans is not null)
        {
            _entry.Scans.Add(_scans.Finish());
            NoteDecided(_scans.Decided);
        }

        _entry.Numbers = _numbers.Changes();
        _requests.WriteTo(_entry.Requests);
        _marks.WriteTo(_entry.StepsHeeded);
        if (IsEmpty(_entry))
            return new ParcelTurnResult(_state, null);
        return new ParcelTurnResult(ParcelReplay.Apply(_state, _record, _entry), _entry);
    }

    private static bool IsEmpty(ParcelEntry entry) => entry.Registered is null && entry.Scans.Count == 0 && entry.Numbers is null
        && entry.Updated is null && entry.Rerouted.Count == 0 && entry.Decided is null && entry.Requests.Count == 0 && entry.StepsHeeded.Count == 0
        && entry.Steps.Count == 0;

    private static ParcelNumber Unconfirmed(ParcelNumber number) => new()
    {
        Number = number.Number,
        Issuer = number.Issuer,
        Role = number.Role,
        FromMs = number.FromMs,
        ToMs = number.ToMs,
    };

    // A carrier names a further number long after it scanned under it: the number has been the parcel's since the parcel's first one was.
    private ParcelNumber Linked(ParcelNumber number)
    {
        ParcelNumber linked = Unconfirmed(number);
        linked.FromMs = Math.Min(linked.FromMs, _numbers.EarliestFromMs);
        return linked;
    }

    private static string TooManyNumbers(int count) => $"The parcel would have {count} numbers; {ParcelBounds.NumbersMax} is the most.";

    private bool IsAt(long version, out string detail)
    {
        bool isChanged = !IsEmpty(_entry) || _numbers.HasChanged || _requests.HasChanged || _marks.HasChanged || _scans!.HasChanged;
        bool isAt = version == 0 || (version == _version && !isChanged);
        detail = isAt ? "" : $"the parcel '{_self.Id}' has changed since; read it again.";
        return isAt;
    }

    private Rejection NotFound(out string detail)
    {
        detail = $"Nobody registered the parcel '{_self.Id}'.";
        return Rejection.ParcelNotFound;
    }

    private RegisterVerdict RegisteredBefore(string requestId, ulong contentHash)
    {
        if (requestId.Length == 0 || _createdBy?.RequestId != requestId)
            return new RegisterVerdict(RegisterOutcome.Rejected, Rejection.ParcelExists, $"The parcel '{_self.Id}' is registered by another request.");
        return _createdBy.ContentHash == contentHash
            ? new RegisterVerdict(RegisterOutcome.Again, Rejection.None, "")
            : new RegisterVerdict(RegisterOutcome.Rejected, Rejection.RequestIdReused, $"The request '{requestId}' came before with other content.");
    }

    private ScanVerdict Record(ScanFact scan, IReadOnlyDictionary<string, long> routed)
    {
        if (_scans is null)
            return new ScanVerdict(ScanResultKind.Refused, scan.Id, Phase.None, false, NotFound(out string detail), detail);
        return scan.Number.Length == 0 || NumberOwnership.IsMine(_numbers.Find(scan.Number), scan, routed)
            ? _scans.Take(scan)
            : _scans.Refused(scan.Id, Rejection.NotMine, $"The number '{scan.Number}' does not mean the parcel '{_self.Id}' at the time of the scan.");
    }

    private void Attach(ParcelNumber number, bool isFromStated) => _entry.Steps.Add(new OutgoingStep
    {
        Target = _self.NumberKey(number.Number),
        AttachNumber = new AttachNumber
        {
            Parcel = _self.Id,
            Number = number.Number,
            Issuer = number.Issuer,
            Role = number.Role,
            FromMs = number.FromMs,
            ToMs = number.ToMs,
            FromStated = isFromStated,
        },
    });

    private void HandBack(string number, List<ScanFact> released, List<ulong> removed)
    {
        ScansRerouted rerouted = new() { Number = number };
        rerouted.Scans.Add(released);
        rerouted.Removed.Add(removed);
        _entry.Rerouted.Add(rerouted);
        foreach (ScanFact[] part in released.Chunk(ParcelBounds.StepScansMax))
        {
            ReturnScans step = new() { Number = number, Parcel = _self.Id };
            step.Scans.Add(part);
            _entry.Steps.Add(new OutgoingStep { Target = _self.NumberKey(number), ReturnScans = step });
        }
    }

    private void NoteDecided(ParcelDecided decided)
    {
        if (decided.Equals(_record.Decided))
            return;
        _entry.Decided = decided;
        _entry.PhaseBefore = _record.Decided?.Phase ?? (int)Phase.None;
        _entry.LaneBefore = _record.Decided?.Lane ?? "";
        _entry.EtaBefore = _record.Decided?.Eta;
        DecidedBefore.Note(_entry, _record.Decided ?? new ParcelDecided());
    }
}
