using Shipments.Domain.Requests;
using Shipments.Domain.Scans;
using Shipments.Domain.Steps;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Numbers;

/// <summary>
/// One drain of a tracking number's inbox: folds everything that waits and gives one entry. The number decides which parcel holds it when, and
/// keeps the scans and names that are nobody's yet. Pure: it changes nothing but itself. Not thread-safe; used once.
/// </summary>
public sealed class NumberTurn
{
    private readonly NumberState _state;
    private readonly NumberStateRecord _record;
    private readonly ActorAddress _self;
    private readonly NumberEntry _entry;
    private readonly HeldScans _held;
    private readonly RequestMemory _requests;
    private readonly StepMarks _marks;
    private readonly HandOuts _handOuts;
    private readonly NotedNames _names;
    private List<NumberHolder> _holders;
    private StepMark? _refused;
    private int _tenantHeldRoom;
    private bool _finished;

    /// <summary>Begins a turn.</summary>
    /// <param name="state">The last committed state.</param>
    /// <param name="key">The actor's key, <c>number/{tenant}/{number}</c>.</param>
    /// <param name="now">The time of the turn, read once.</param>
    /// <param name="tenantHeldRoom">How many more scans this tenant may have held; 0 or less for none.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is no key of a number.</exception>
    public NumberTurn(NumberState state, string key, DateTimeOffset now, int tenantHeldRoom)
    {
        _state = state;
        _record = state.ReadRecord();
        _self = ActorAddress.Parse(key, "number");
        _entry = new NumberEntry { AtMs = now.ToUnixTimeMilliseconds() };
        _held = new HeldScans(_record);
        _handOuts = new HandOuts(_self, _held);
        _names = new NotedNames(_self, _record);
        _requests = new RequestMemory(new RowFields(state.Bytes).Of(NumberStateRecord.RequestsFieldNumber));
        _marks = new StepMarks(_record.Steps);
        _holders = [.. _record.Holders];
        _refused = _record.Refused;
        _tenantHeldRoom = tenantHeldRoom;
        HoldersVersion = _record.HoldersVersion;
    }

    /// <summary>The parcels that hold or held the number, in the order they came; not to be changed.</summary>
    public IReadOnlyList<NumberHolder> Holders => _holders;

    /// <summary>Rises with each change of the holders; 0 before the first.</summary>
    public long HoldersVersion { get; private set; }

    /// <summary>
    /// Whether a request was answered before, in the state or in this turn. True only with its answer. A request of the same id and other
    /// content gives false and <paramref name="reused"/>: look at that first.
    /// </summary>
    /// <param name="requestId">The caller's id; an empty one is never known.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    /// <param name="answer">The bytes that <see cref="Answer"/> was given.</param>
    /// <param name="reused">The id is known with other content.</param>
    public bool TryAnswered(string requestId, ulong contentHash, out ReadOnlyMemory<byte> answer, out bool reused) =>
        _requests.TryAnswered(requestId, contentHash, out answer, out reused);

    /// <summary>Keeps the answer to a request: the last 32, at most 64 KiB of them. An empty id and one that was answered before change nothing.</summary>
    /// <param name="requestId">The caller's id.</param>
    /// <param name="contentHash">The hash of the request's content.</param>
    /// <param name="answer">What to answer to a repetition; copied.</param>
    public void Answer(string requestId, ulong contentHash, ReadOnlyMemory<byte> answer) => _requests.Answer(requestId, contentHash, answer);

    /// <summary>Says where scans under this number go, in their order. Those that are nobody's yet are held.</summary>
    /// <param name="scans">The scans; not changed, and kept: they must not change afterwards.</param>
    public IReadOnlyList<RouteVerdict> Route(IReadOnlyList<ScanFact> scans)
    {
        RouteVerdict[] verdicts = new RouteVerdict[scans.Count];
        for (int i = 0; i < verdicts.Length; i++)
            verdicts[i] = Route(scans[i]);
        return verdicts;
    }

    /// <summary>
    /// Notes further numbers that a carrier named under this one. The parcels that hold it now are told; while nobody does, they are kept for the one
    /// that will have held it now. One that is kept already changes nothing.
    /// </summary>
    /// <param name="names">The numbers, with their windows filled in; not changed, and kept: they must not change afterwards.</param>
    /// <param name="detail">When refused: a sentence with the value.</param>
    /// <returns>
    /// <see cref="Rejection.NumberNamesFull"/>, or <see cref="Rejection.TenantHeldFull"/> when they would be the first to wait here: then none was
    /// noted; else <see cref="Rejection.None"/>.
    /// </returns>
    public Rejection NoteNames(IReadOnlyList<ParcelNumber> names, out string detail)
    {
        detail = "";
        List<NumberHolder> holders = _holders.FindAll(holder => HolderWindows.Contains(holder, _entry.AtMs));
        List<ParcelNumber> fresh = _names.Further(names, isKeptToo: holders.Count > 0);
        if (fresh.Count == 0)
            return Rejection.None;
        int count = fresh.Count + (holders.Count > 0 ? 0 : _names.Count);
        if (count > NumberBounds.NamesMax)
        {
            detail = $"{count} further numbers would be named under '{_self.Id}'; {NumberBounds.NamesMax} is the most.";
            return Rejection.NumberNamesFull;
        }

        if (holders.Count > 0)
        {
            _entry.Steps.Add(holders.Select(holder => _names.Tell(holder.Parcel, fresh)));
            return Rejection.None;
        }

        bool isFirst = _names.Count == 0 && _held.Count == 0;
        if (isFirst && _tenantHeldRoom <= 0)
        {
            detail = NoRoom;
            return Rejection.TenantHeldFull;
        }

        _tenantHeldRoom -= isFirst ? 1 : 0;
        _names.Keep(fresh, _entry.AtMs);
        return Rejection.None;
    }

    /// <summary>Whether a step was heeded: it is not newer than the last one of its source.</summary>
    /// <param name="source">Actor key of the source.</param>
    /// <param name="version">The version of the source's entry.</param>
    /// <param name="ordinal">The step's place in it, from 0.</param>
    public bool HasHeeded(string source, long version, int ordinal) => _marks.HasHeeded(source, version, ordinal);

    /// <summary>
    /// Makes a parcel a holder and hands out the held scans and noted names that are somebody's now. Told are the new one, every parcel whose window
    /// changed, and every one that shares with the new one, so that it gives what it has; but not the number's first holder, which has what it asked for.
    /// A parcel that is a holder already changes nothing.
    /// </summary>
    /// <param name="source">The parcel's actor key.</param>
    /// <param name="version">The version of its entry.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="attach">The parcel and its window, with from filled in.</param>
    /// <returns><see cref="Rejection.None"/> or <see cref="Rejection.NumberHoldersFull"/>.</returns>
    public Rejection HeedAttach(string source, long version, int ordinal, AttachNumber attach)
    {
        if (HasHeeded(source, version, ordinal) || _holders.Any(holder => holder.Parcel == attach.Parcel))
            return Rejection.None;
        if (_holders.Count >= NumberBounds.HoldersMax || (_marks.Count >= NumberBounds.HoldersMax && !_marks.Knows(source)))
            return Rejection.NumberHoldersFull;
        NumberHolder added = new()
        {
            Parcel = attach.Parcel,
            Role = attach.Role,
            FromMs = attach.FromMs,
            ToMs = attach.ToMs,
            AttachedMs = _entry.AtMs,
            FromStated = attach.FromStated,
        };
        SetHolders(HolderWindows.With(_holders, added, attach.FromStated), added, attach.Issuer);
        _marks.Heed(source, version, ordinal);
        HandOutHeld();
        _entry.Steps.Add(_names.TakeFor(_holders));
        return Rejection.None;
    }

    /// <summary>
    /// Makes a parcel a holder no longer, as if it had never been one: a window that it ended is open again. Told is every parcel whose window
    /// changed. A parcel that is none changes nothing.
    /// </summary>
    /// <param name="source">The parcel's actor key.</param>
    /// <param name="version">The version of its entry.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="detach">The parcel.</param>
    /// <returns><see cref="Rejection.None"/>.</returns>
    public Rejection HeedDetach(string source, long version, int ordinal, DetachNumber detach)
    {
        if (HasHeeded(source, version, ordinal) || !_holders.Any(holder => holder.Parcel == detach.Parcel))
            return Rejection.None;
        SetHolders(HolderWindows.Without(_holders, detach.Parcel), added: null, issuer: "");
        _marks.Heed(source, version, ordinal);
        HandOutHeld();
        _entry.Steps.Add(_names.TakeFor(_holders));
        return Rejection.None;
    }

    /// <summary>
    /// Takes back scans that are not a parcel's alone, and hands them to the other parcels whose windows contain them. What is nobody's is
    /// held; what is the sender's alone stays with it.
    /// </summary>
    /// <param name="source">The parcel's actor key.</param>
    /// <param name="version">The version of its entry.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="returned">The scans.</param>
    /// <returns><see cref="Rejection.None"/>: what was taken once is never refused.</returns>
    public Rejection HeedReturned(string source, long version, int ordinal, ReturnScans returned)
    {
        if (HasHeeded(source, version, ordinal))
            return Rejection.None;
        foreach (ScanFact scan in returned.Scans)
        {
            List<string> owners = HolderWindows.At(_holders, scan.Time);
            bool isSenders = owners.Remove(returned.Parcel);
            if (owners.Count == 0 && isSenders)
                continue;
            bool isRicher = _held.Hold(scan, _entry.AtMs);
            _handOuts.Add(scan.Id, owners, isRicher);
        }

        _handOuts.WriteTo(_entry.Steps);
        if (_marks.Knows(source) || _holders.Any(holder => holder.Parcel == returned.Parcel))
            _marks.Heed(source, version, ordinal);
        return Rejection.None;
    }

    /// <summary>
    /// Takes scans of a container that this number is in. They go to the parcels that hold it at their time, or wait for one as other scans do.
    /// What takes a scan back is taken past the bounds too. Repeated ones are known by their ids.
    /// </summary>
    /// <param name="derive">The scans.</param>
    /// <returns>
    /// <see cref="Rejection.NumberHeldFull"/> or <see cref="Rejection.TenantHeldFull"/> when one of them was refused; else <see cref="Rejection.None"/>.
    /// </returns>
    public Rejection HeedDerived(DeriveScans derive)
    {
        Rejection rejection = Rejection.None;
        foreach (ScanFact scan in derive.Scans)
        {
            if (_held.Find(scan.Id) is not null || _held.WasHandedOut(scan.Id))
                continue;
            List<string> owners = HolderWindows.At(_holders, scan.Time);
            Rejection full = owners.Count > 0 || scan.Void ? Rejection.None : HoldingFull;
            if (full != Rejection.None)
            {
                rejection = full;
                continue;
            }

            _tenantHeldRoom -= owners.Count > 0 ? 0 : 1;
            _held.Hold(scan, _entry.AtMs);
            _handOuts.Add(scan.Id, owners, isRicher: false);
        }

        _handOuts.WriteTo(_entry.Steps);
        return rejection;
    }

    /// <summary>
    /// Notes how a parcel answered a step. Scans handed out are let go when every parcel they went to has answered, done or refused; names
    /// told to one that gave the number up meanwhile wait again. A refusal for good is journaled once.
    /// </summary>
    /// <param name="version">The version of this number's entry that asked.</param>
    /// <param name="ordinal">The step's place in it.</param>
    /// <param name="step">The step, with its target.</param>
    /// <param name="refused">Empty for done, else why it was refused.</param>
    public void StepAnswered(long version, int ordinal, OutgoingStep step, string refused)
    {
        bool changed = false;
        if (step.TakeScans is { } taken)
        {
            string parcel = ActorAddress.Parse(step.Target, "parcel").Id;
            foreach (ScanFact scan in taken.Scans)
                changed |= IsNobodysElse(refused, scan, parcel) ? _held.PutBack(scan.Id, parcel) : _held.Answered(scan.Id, parcel);
        }

        if (step.NamesTold is { } names && refused == nameof(Rejection.NotMine))
            _names.KeepAgain(names.Named, _entry.AtMs);
        if (refused.Length > 0 && (_refused is null || !StepMarks.IsAtOrBefore(_refused, version, ordinal)))
        {
            _refused = new StepMark { Version = version, Ordinal = ordinal };
            changed = true;
        }

        if (changed)
            _entry.Answered.Add(new StepAnswered { Version = version, Ordinal = ordinal, Refused = refused });
    }

    /// <summary>Lets go of the scans and names that have waited 30 days for a holder. Scans on their way to one stay until it answers.</summary>
    public void Expire()
    {
        _held.Expire(_entry.AtMs);
        _names.Expire(_entry.AtMs);
    }

    /// <summary>Ends the turn.</summary>
    /// <exception cref="InvalidOperationException">It was ended before.</exception>
    public NumberTurnResult Finish()
    {
        if (_finished)
            throw new InvalidOperationException("The turn has ended.");
        _finished = true;
        _held.WriteTo(_entry);
        _names.WriteTo(_entry);
        _requests.WriteTo(_entry.Requests);
        _marks.WriteTo(_entry.StepsHeeded);
        return IsEmpty(_entry) ? new NumberTurnResult(_state, null) : new NumberTurnResult(NumberReplay.Apply(_record, _entry), _entry);
    }

    private static bool IsEmpty(NumberEntry entry) => entry.Holders is null && entry.Held.Count == 0 && entry.Released.Count == 0
        && entry.Expired.Count == 0 && entry.Answered.Count == 0 && entry.Requests.Count == 0 && entry.StepsHeeded.Count == 0
        && entry.Steps.Count == 0 && entry.Named.Count == 0 && entry.NamedDropped.Count == 0;

    private static RouteVerdict Refused(ulong id, Rejection rejection, string detail) => new(RouteKind.Refused, id, [], rejection, detail);

    private string NoRoom => $"No more scans of '{_self.Tenant}' may wait under unregistered numbers.";

    private Rejection HoldingFull => _held.Count >= NumberBounds.HeldMax ? Rejection.NumberHeldFull
        : _tenantHeldRoom <= 0 ? Rejection.TenantHeldFull
        : Rejection.None;

    private RouteVerdict Route(ScanFact received)
    {
        ScanFact scan = ReceivedScans.Normalised(received);
        if (!ScanTimes.IsInBounds(scan, out string detail))
            return Refused(scan.Id, Rejection.ScanTime, detail);
        List<string> owners = HolderWindows.At(_holders, scan.Time);
        if (owners.Count > 0)
            return new RouteVerdict(RouteKind.Parcels, scan.Id, owners, Rejection.None, "");
        bool isNew = _held.Find(scan.Id) is null;
        if (isNew && _held.WasHandedOut(scan.Id))
            return new RouteVerdict(RouteKind.Duplicate, scan.Id, [], Rejection.None, "");
        Rejection full = isNew ? HoldingFull : Rejection.None;
        if (full == Rejection.NumberHeldFull)
            return Refused(scan.Id, Rejection.NumberHeldFull, $"{_held.Count} scans wait under '{_self.Id}'; {NumberBounds.HeldMax} is the most.");
        if (full == Rejection.TenantHeldFull)
            return Refused(scan.Id, Rejection.TenantHeldFull, NoRoom);
        _tenantHeldRoom -= isNew ? 1 : 0;
        RouteKind kind = _held.Hold(scan, _entry.AtMs) ? RouteKind.Held : RouteKind.Duplicate;
        return new RouteVerdict(kind, scan.Id, [], Rejection.None, "");
    }

    // A parcel that gave the number up meanwhile did not take what was handed to it.
    private bool IsNobodysElse(string refused, ScanFact scan, string parcel) =>
        refused == nameof(Rejection.NotMine) && !HolderWindows.At(_holders, scan.Time).Exists(owner => owner != parcel);

    private void HandOutHeld()
    {
        foreach (HeldScan held in _held.All())
            _handOuts.Add(held.Scan.Id, HolderWindows.At(_holders, held.Scan.Time), isRicher: false);
        _handOuts.WriteTo(_entry.Steps);
    }

    private void SetHolders(List<NumberHolder> holders, NumberHolder? added, string issuer)
    {
        HoldersVersion++;
        string known = _entry.Holders?.Issuer ?? _record.Issuer;
        _entry.Holders = new HoldersSet { Version = HoldersVersion, Issuer = known.Length > 0 ? known : issuer };
        _entry.Holders.Holders.Add(holders);
        // The first holder of all has the window it asked for, alone, and knows that already: to tell it would cost an entry of its own. A later one is
        // told also when nothing differs, as what was said to it before may still be under way.
        IEnumerable<NumberHolder> told = HoldersVersion == 1 ? []
            : holders.Where(holder => !_holders.Contains(holder) || (added is not null && HolderWindows.Overlap(holder, added)));
        foreach (NumberHolder holder in told)
        {
            _entry.Steps.Add(new OutgoingStep
            {
                Target = _self.ParcelKey(holder.Parcel),
                HoldersChanged = new HoldersChanged
                {
                    Number = _self.Id,
                    Version = HoldersVersion,
                    FromMs = holder.FromMs,
                    ToMs = holder.ToMs,
                    Shared = holder.Shared,
                },
            });
        }

        _holders = holders;
    }
}
