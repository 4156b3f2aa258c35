using Shipments.Domain.Requests;
using Shipments.Domain.Scans;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>
/// One drain of a container's inbox: folds everything that waits and gives one entry. Pure: it changes nothing but itself. Not thread-safe; used
/// once. What its members are to be told follows from who was in when, and what was scanned when, not from the order in which that became known.
/// </summary>
public sealed class ContainerTurn
{
    private readonly ContainerState _state;
    private readonly ContainerStateRecord _record;
    private readonly ActorAddress _self;
    private readonly long _version;
    private readonly ContainerEntry _entry;
    private readonly RequestMemory _requests;
    private readonly SortedDictionary<int, ContainerMemberMoves> _moved = [];
    private readonly List<ContainerScan> _scanned = [];
    private Dictionary<string, int>? _places;
    private bool _finished;

    /// <summary>Begins a turn.</summary>
    /// <param name="state">The last committed state.</param>
    /// <param name="key">The actor's key, <c>container/{tenant}/{id}</c>.</param>
    /// <param name="now">The time of the turn, read once.</param>
    /// <param name="version">The version of <paramref name="state"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key of a container.</exception>
    public ContainerTurn(ContainerState state, string key, DateTimeOffset now, long version)
    {
        _state = state;
        _record = state.ReadRecord();
        _self = ActorAddress.Parse(key, "container");
        _version = version;
        _entry = new ContainerEntry { AtMs = now.ToUnixTimeMilliseconds() };
        _requests = new RequestMemory(new RowFields(state.Bytes).Of(ContainerStateRecord.RequestsFieldNumber));
    }

    /// <summary>Whether the container exists, by this turn or before it.</summary>
    public bool Exists => _record.Kind != 0;

    /// <summary>
    /// Whether a request was answered before, in the state or in this turn. True only with its answer. A request of the same id and other
    /// content gives false and <paramref name="reused"/>: look at that first.
    /// </summary>
    /// <param name="requestId">The caller's id; an empty one is never known.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    /// <param name="answer">The bytes that <see cref="Answer"/> was given.</param>
    /// <param name="reused">The id is known with other content.</param>
    public bool TryAnswered(string requestId, ulong contentHash, out ReadOnlyMemory<byte> answer, out bool reused) =>
        requestId.Length > 0 && _record.CreatedBy?.RequestId == requestId
            ? RequestMemory.Matches(_record.CreatedBy, contentHash, out answer, out reused)
            : _requests.TryAnswered(requestId, contentHash, out answer, out reused);

    /// <summary>Keeps the answer to a request: the last 32, at most 64 KiB of them. An empty id and one that was answered before change nothing.</summary>
    /// <param name="requestId">The caller's id.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    /// <param name="answer">What to answer to a repetition; copied.</param>
    public void Answer(string requestId, ulong contentHash, ReadOnlyMemory<byte> answer)
    {
        if (_record.CreatedBy?.RequestId != requestId)
            _requests.Answer(requestId, contentHash, answer);
    }

    /// <summary>Creates the container.</summary>
    /// <param name="requestId">The caller's id.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    /// <returns><see cref="Rejection.ContainerExists"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection Create(string requestId, ulong contentHash)
    {
        if (Exists)
            return Rejection.ContainerExists;
        _entry.Created = _record.Kind = (int)ContainerIds.KindOf(_self.Id, out _);
        if (requestId.Length > 0)
            _entry.CreatedBy = _record.CreatedBy = new AnsweredRequest { RequestId = requestId, ContentHash = contentHash };
        return Rejection.None;
    }

    /// <summary>The member that is meant by a tracking number: the number itself when it is or was in, else the parcel it stands for.</summary>
    /// <param name="member">As it was named.</param>
    /// <param name="parcel"><c>parcel/{id}</c> for a number that one parcel holds; else empty.</param>
    public string Meant(string member, string parcel) => parcel.Length == 0 || Places.ContainsKey(member) ? member : parcel;

    /// <summary>Puts something in. What was put in at that time already changes nothing.</summary>
    /// <param name="member"><c>parcel/{id}</c>, <c>container/{id}</c> or <c>number/{number}</c>.</param>
    /// <param name="atMs">When, in milliseconds since 1970 UTC.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns>
    /// <see cref="Rejection.ContainerNotFound"/>, <see cref="Rejection.ContainerMisfit"/>, <see cref="Rejection.ContainerSealed"/>,
    /// <see cref="Rejection.ContainerMembersFull"/> or <see cref="Rejection.None"/>.
    /// </returns>
    public Rejection Load(string member, long atMs, out string detail)
    {
        if (!Exists)
            return NotFound(out detail);
        if (!ContainerIds.Fits(member, _self.Id, out detail))
            return Rejection.ContainerMisfit;
        if (_record.Seal is { } seal && atMs >= seal.AtMs && !HasMove(member, ContainerMembers.Move(atMs, isOut: false)))
        {
            detail = $"'{member}' came when '{_self.Id}' was sealed.";
            return Rejection.ContainerSealed;
        }

        if (Places.ContainsKey(member) || _record.Members.Count < ContainerBounds.MembersMax)
            return Move(member, ContainerMembers.Move(atMs, isOut: false), out detail);
        detail = $"'{_self.Id}' has {ContainerBounds.MembersMax} members, the most.";
        return Rejection.ContainerMembersFull;
    }

    /// <summary>Takes something out; a seal set by then is broken by it. What was taken out at that time already changes nothing.</summary>
    /// <param name="member">As in <see cref="Load"/>.</param>
    /// <param name="atMs">When.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns>
    /// <see cref="Rejection.ContainerNotFound"/>, <see cref="Rejection.ContainerMemberUnknown"/>, <see cref="Rejection.ContainerMembersFull"/> or
    /// <see cref="Rejection.None"/>.
    /// </returns>
    public Rejection Unload(string member, long atMs, out string detail)
    {
        if (!Exists)
            return NotFound(out detail);
        if (!Places.ContainsKey(member))
            return UnknownMember(member, out detail);
        if (_record.Seal is { } seal && atMs >= seal.AtMs && !HasMove(member, ContainerMembers.Move(atMs, isOut: true)))
        {
            _record.Seal = _entry.Sealed = null;
            _entry.Opened = true;
        }

        return Move(member, ContainerMembers.Move(atMs, isOut: true), out detail);
    }

    /// <summary>Says that something was never in, whatever was said before. It is told that the scans it was told of are not its own.</summary>
    /// <param name="member">As in <see cref="Load"/>.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.ContainerNotFound"/>, <see cref="Rejection.ContainerMemberUnknown"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection Remove(string member, out string detail)
    {
        if (!Exists)
            return NotFound(out detail);
        if (!Places.TryGetValue(member, out int place))
            return UnknownMember(member, out detail);
        detail = "";
        if (_record.Members[place].Moves.Count > 0)
            SetMoves(place, member, []);
        return Rejection.None;
    }

    /// <summary>Seals the container; another seal replaces the one before.</summary>
    /// <param name="number">The seal's number; may be empty.</param>
    /// <param name="atMs">When.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns><see cref="Rejection.ContainerNotFound"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection Seal(string number, long atMs, out string detail)
    {
        if (!Exists)
            return NotFound(out detail);
        detail = "";
        ContainerSeal seal = new() { Number = number, AtMs = atMs };
        if (!seal.Equals(_record.Seal))
            _record.Seal = _entry.Sealed = seal;
        return Rejection.None;
    }

    /// <summary>Takes a scan of the container: each parcel that was in at its time gets one derived from it. One that corrects another takes that one back.</summary>
    /// <param name="received">The scan; not changed.</param>
    public ContainerScanVerdict Record(ScanFact received)
    {
        ScanFact scan = ReceivedScans.Normalised(received);
        string detail;
        if (!Exists)
            return new ContainerScanVerdict(scan.Id, false, NotFound(out detail), detail);
        if (!ScanTimes.IsInBounds(scan, out detail))
            return new ContainerScanVerdict(scan.Id, false, Rejection.ScanTime, detail);
        if (ContainerEvents.IsOfItem(scan.Carrier, scan.Code))
            return new ContainerScanVerdict(scan.Id, false, Rejection.ContainerScanOfItem, $"'{scan.Code}' is no event of a container.");
        if (scan.Void)
        {
            if (Find(scan.Corrects) is not { } known)
                return new ContainerScanVerdict(scan.Id, false, Rejection.ContainerScanNotFound, $"'{_self.Id}' has no scan {ScanIds.Text(scan.Corrects)}.");
            return new ContainerScanVerdict(scan.Id, !TakeBack(known), Rejection.None, "");
        }

        if (Find(scan.Id) is not null)
            return new ContainerScanVerdict(scan.Id, true, Rejection.None, "");
        if (_record.Scans.Count >= ContainerBounds.ScansMax)
            return new ContainerScanVerdict(scan.Id, false, Rejection.ContainerScansFull, $"'{_self.Id}' has {ContainerBounds.ScansMax} scans, the most.");
        if (scan.Corrects != 0 && Find(scan.Corrects) is { } replaced)
            TakeBack(replaced);
        Put(new ContainerScan { Fact = scan });
        return new ContainerScanVerdict(scan.Id, false, Rejection.None, "");
    }

    /// <summary>Heeds what a container around this one tells. Repeated words change nothing.</summary>
    /// <param name="derive">The scans, and those that are taken back.</param>
    /// <returns><see cref="Rejection.ContainerNotFound"/>, <see cref="Rejection.ContainerScansFull"/> or <see cref="Rejection.None"/>.</returns>
    public Rejection Heed(DeriveScans derive)
    {
        if (!Exists)
            return Rejection.ContainerNotFound;
        Rejection rejection = Rejection.None;
        foreach (ScanFact scan in derive.Scans)
        {
            if (scan.Void && Find(scan.Corrects) is { } known)
                TakeBack(known);
            if (scan.Void || Find(scan.Id) is not null)
                continue;
            if (_record.Scans.Count >= ContainerBounds.ScansMax)
                rejection = Rejection.ContainerScansFull;
            else
                Put(new ContainerScan { Fact = scan });
        }

        return rejection;
    }

    /// <summary>
    /// The members of a slice have answered, but for some: the next one goes. Of a slice that is not under way, its late members are those named,
    /// and others have answered: its steps may be carried out again.
    /// </summary>
    /// <param name="version">The version of the slice's entry.</param>
    /// <param name="late">Ordinals of the steps that are not answered yet.</param>
    public void NextSlice(long version, IReadOnlyCollection<int> late)
    {
        if (_record.UnderWay?.Version == version)
        {
            _entry.SliceEnded = true;
            _entry.Late.Add(late.Where(ordinal => ordinal < _record.UnderWay.Members.Count).Order());
            ContainerReplay.End(_record, _entry.Late);
            return;
        }

        foreach (LateMember member in _record.Late.Where(member => member.Version == version && !late.Contains(member.Ordinal)).ToList())
            AnswerLate(new StepAnswered { Version = version, Ordinal = member.Ordinal });
    }

    /// <summary>Notes how a step ended: a refusal for good once, and the answer of a late member. Another one leaves no trace.</summary>
    /// <param name="version">The version of this container's entry.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="refused">Empty for done, else why it was refused.</param>
    public void StepAnswered(long version, int ordinal, string refused)
    {
        StepAnswered answered = new() { Version = version, Ordinal = ordinal, Refused = refused };
        if (_record.Late.Any(member => member.Version == version && member.Ordinal == ordinal))
            AnswerLate(answered);
        if (refused.Length == 0 || _record.UnderWay?.Version != version || _record.UnderWay.Refused.Contains(ordinal))
            return;
        _record.UnderWay.Refused.Add(ordinal);
        _entry.Refused.Add(answered);
    }

    /// <summary>Ends the turn.</summary>
    /// <exception cref="InvalidOperationException">It was ended before.</exception>
    public ContainerTurnResult Finish()
    {
        if (_finished)
            throw new InvalidOperationException("The turn has ended.");
        _finished = true;
        _entry.Moves.Add(_moved.Values);
        _entry.Scans.Add(_scanned);
        _requests.WriteTo(_entry.Requests);
        if (_record.UnderWay is null)
            _entry.FanOut = ContainerSlices.Next(_record);
        bool isEmpty = _entry.Equals(new ContainerEntry { AtMs = _entry.AtMs });
        return isEmpty
            ? new ContainerTurnResult(_state, null)
            : new ContainerTurnResult(ContainerReplay.Apply(_state.ReadRecord(), _version + 1, _entry), _entry);
    }

    private Dictionary<string, int> Places
    {
        get
        {
            if (_places is not null)
                return _places;
            _places = new Dictionary<string, int>(_record.Members.Count, StringComparer.Ordinal);
            for (int i = 0; i < _record.Members.Count; i++)
                _places.Add(_record.Members[i].Id, i);
            return _places;
        }
    }

    private bool HasMove(string member, long move) => Places.TryGetValue(member, out int place) && _record.Members[place].Moves.Contains(move);

    private Rejection Move(string member, long move, out string detail)
    {
        detail = "";
        if (!Places.TryGetValue(member, out int place))
            place = _record.Members.Count;
        List<long> moves = place == _record.Members.Count ? [] : [.. _record.Members[place].Moves];
        int at = moves.BinarySearch(move);
        if (at >= 0)
            return Rejection.None;
        if (moves.Count >= ContainerBounds.MovesMax)
        {
            detail = $"'{member}' was moved {moves.Count} times, the most.";
            return Rejection.ContainerMembersFull;
        }

        moves.Insert(~at, move);
        SetMoves(place, member, moves);
        return Rejection.None;
    }

    private void SetMoves(int place, string member, IEnumerable<long> moves)
    {
        bool isNew = place == _record.Members.Count || (_moved.TryGetValue(place, out ContainerMemberMoves? before) && before.Id.Length > 0);
        ContainerMemberMoves moved = new() { Member = place, Id = isNew ? member : "" };
        moved.Moves.Add(moves);
        _moved[place] = moved;
        ContainerReplay.Apply(_record, moved);
        Places[member] = place;
    }

    private void AnswerLate(StepAnswered answered)
    {
        _entry.LateAnswered.Add(answered);
        ContainerReplay.Answer(_record, answered);
    }

    private ContainerScan? Find(ulong id)
    {
        foreach (ContainerScan scan in _record.Scans)
        {
            if (scan.Fact.Id == id)
                return scan;
        }

        return null;
    }

    private bool TakeBack(ContainerScan known)
    {
        if (known.Withdrawn)
            return false;
        Put(new ContainerScan { Fact = known.Fact, Withdrawn = true });
        return true;
    }

    private void Put(ContainerScan scan)
    {
        _scanned.RemoveAll(other => other.Fact.Id == scan.Fact.Id);
        _scanned.Add(scan);
        ContainerReplay.Put(_record, scan);
    }

    private Rejection NotFound(out string detail)
    {
        detail = $"Nobody created the container '{_self.Id}'.";
        return Rejection.ContainerNotFound;
    }

    private Rejection UnknownMember(string member, out string detail)
    {
        detail = $"'{member}' was never in '{_self.Id}'.";
        return Rejection.ContainerMemberUnknown;
    }
}
