using Google.Protobuf;
using Shipments.Api.Numbers;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Tests.Fakes;

/// <summary>
/// Parcels and numbers in memory, behind the front door's own seams: enough of the rules to see where scans go. Every call is written down.
/// </summary>
internal sealed class FakeShipments : IParcelCalls, INumberCalls
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FakeParcel> _parcels = [];
    private readonly Dictionary<string, List<NumberWindow>> _holders = [];
    private readonly Dictionary<string, (ulong Hash, RouteReply Reply)> _routes = [];
    private readonly List<FakeCall> _calls = [];

    /// <summary>Runs before each Record; its exception is the call's.</summary>
    public Func<string, RecordCommand, CancellationToken, Task> OnRecord { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>Runs before each RecordOrRoute.</summary>
    public Func<string, RouteCommand, CancellationToken, Task> OnRoute { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>Runs before each Get.</summary>
    public Func<string, CancellationToken, Task> OnGet { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Runs before each Register; its exception is the call's, and a header it gives ends the call.</summary>
    public Func<string, CallHeader?> OnRegister { get; set; } = static _ => null;

    /// <summary>How a change ends when not well.</summary>
    public CallHeader? ChangeEnds { get; set; }

    /// <summary>Parcels as they are answered, by id; others as they were registered.</summary>
    public Dictionary<string, Func<Parcel>> Answers { get; } = [];

    /// <summary>The changes that came, in their order.</summary>
    public List<IMessage> Changes { get; } = [];

    /// <summary>What a list answers.</summary>
    public Func<string, ListParcelsQuery, ListParcelsReply> OnList { get; set; } = static (_, _) => new ListParcelsReply { Header = Ok };

    /// <summary>Runs before each Lookup; gives how many scans are held.</summary>
    public Func<string, int> OnLookup { get; set; } = static _ => 0;

    /// <summary>What a parcel's Record answers instead of recording; null: it records.</summary>
    public Func<string, RecordCommand, RecordReply?> RecordInstead { get; set; } = static (_, _) => null;

    /// <summary>What a number answers instead of its rules.</summary>
    public Func<string, RouteCommand, RouteReply?> RouteInstead { get; set; } = static (_, _) => null;

    /// <summary>How a registration ends when not well.</summary>
    public CallHeader? RegisterEnds { get; set; }

    /// <summary>What was named under numbers, by tenant/number.</summary>
    public Dictionary<string, List<ParcelNumber>> Named { get; } = [];

    /// <summary>How linking and naming end when not well.</summary>
    public CallHeader? LinkEnds { get; set; }

    public IReadOnlyList<FakeCall> Calls
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    public static CallHeader Ok { get; } = new() { Status = CallStatus.Ok };

    public static CallHeader Refused(Rejection rejection, string detail = "") =>
        new() { Status = CallStatus.Refused, Rejection = rejection, Detail = detail };

    public FakeParcel Parcel(string tenant, string id)
    {
        lock (_lock)
            return _parcels.TryGetValue($"{tenant}/{id}", out FakeParcel? parcel) ? parcel : _parcels[$"{tenant}/{id}"] = new FakeParcel();
    }

    /// <summary>A parcel that exists.</summary>
    public FakeParcel Register(string tenant, string id)
    {
        FakeParcel parcel = Parcel(tenant, id);
        parcel.Registration ??= new RegisterCommand();
        return parcel;
    }

    /// <summary>Makes a parcel hold a number from a time on; others of the number are closed there unless it is shared.</summary>
    public void Hold(string tenant, string number, string parcel, long fromMs = 0, bool shared = false)
    {
        FakeParcel holder = Register(tenant, parcel);
        lock (_lock)
        {
            holder.HolderFromMs[number] = fromMs;
            if (!_holders.TryGetValue($"{tenant}/{number}", out List<NumberWindow>? windows))
                _holders[$"{tenant}/{number}"] = windows = [];
            if (!shared)
            {
                foreach (NumberWindow window in windows)
                    window.ToMs = fromMs;
            }

            windows.Add(new NumberWindow { Parcel = parcel, FromMs = fromMs, Shared = shared });
        }
    }

    /// <summary>Takes a number from a parcel without anybody being told.</summary>
    public void Drop(string tenant, string number, string parcel)
    {
        lock (_lock)
        {
            _parcels[$"{tenant}/{parcel}"].HolderFromMs.Remove(number);
            _holders[$"{tenant}/{number}"].RemoveAll(window => window.Parcel == parcel);
        }
    }

    public ValueTask<RegisterReply> Register(string tenant, string parcelId, RegisterCommand command, CancellationToken cancellationToken)
    {
        Note("register", tenant, parcelId, 0, command.RequestId);
        if ((OnRegister(parcelId) ?? RegisterEnds) is { } header)
            return ValueTask.FromResult(new RegisterReply { Header = header });
        Parcel(tenant, parcelId).Registration = command;
        return ValueTask.FromResult(new RegisterReply { Header = Ok, Parcel = new Parcel { Name = $"parcels/{parcelId}", ParcelId = parcelId } });
    }

    public async ValueTask<RecordReply> Record(string tenant, string parcelId, RecordCommand command, CancellationToken cancellationToken)
    {
        Note("record", tenant, parcelId, command.Scans.Count, command.RequestId);
        await OnRecord(parcelId, command, cancellationToken);
        if (RecordInstead(parcelId, command) is { } instead)
            return instead;
        FakeParcel parcel = Parcel(tenant, parcelId);
        lock (_lock)
        {
            if (parcel.Registration is null)
                return new RecordReply { Header = Refused(Rejection.ParcelNotFound) };
            if (command.RequestId.Length > 0 && parcel.Requests.TryGetValue(command.RequestId, out (ulong Hash, RecordReply Reply) known))
                return known.Hash == command.ContentHash ? known.Reply : new RecordReply { Header = Refused(Rejection.RequestIdReused) };
            var reply = new RecordReply { Header = Ok };
            reply.Answers.AddRange(command.Scans.Select(scan => Take(parcel, scan, command)));
            if (command.RequestId.Length > 0)
                parcel.Requests[command.RequestId] = (command.ContentHash, reply);
            return reply;
        }
    }

    public ValueTask<LinkNumbersReply> LinkNumbers(
        string tenant, string parcelId, LinkNumbersCommand command, CancellationToken cancellationToken)
    {
        Note("link", tenant, parcelId, command.Numbers.Count, command.RequestId);
        if (LinkEnds is null)
            Parcel(tenant, parcelId).Linked.AddRange(command.Numbers.Select(number => number.Number));
        return ValueTask.FromResult(new LinkNumbersReply { Header = LinkEnds ?? Ok });
    }

    public ValueTask<ChangeParcelReply> Cancel(string tenant, string parcelId, CancelParcelCommand command, CancellationToken cancellationToken) =>
        Change("cancel", tenant, parcelId, command, command.RequestId);

    public ValueTask<ChangeParcelReply> Update(string tenant, string parcelId, UpdateParcelCommand command, CancellationToken cancellationToken) =>
        Change("update", tenant, parcelId, command, command.RequestId);

    public ValueTask<ListParcelsReply> List(string tenant, ListParcelsQuery query, CancellationToken cancellationToken)
    {
        Note("list", tenant, "", query.RowsMax, "");
        return ValueTask.FromResult(OnList(tenant, query));
    }

    public async ValueTask<GetParcelReply> Get(string tenant, string parcelId, GetParcelQuery query, CancellationToken cancellationToken)
    {
        Note("get", tenant, parcelId, query.Full ? 1 : 0, "");
        await OnGet(parcelId, cancellationToken);
        if (Answers.TryGetValue(parcelId, out Func<Parcel>? answer))
            return new GetParcelReply { Header = Ok, Parcel = answer() };
        return Parcel(tenant, parcelId).Registration is null
            ? new GetParcelReply { Header = Refused(Rejection.ParcelNotFound) }
            : query.Epcis ? new GetParcelReply { Header = Ok, EpcisDocument = $$"""{"of":"{{parcelId}}"}""", EpcisEvents = 2, EpcisLeftOut = 1 }
            : new GetParcelReply { Header = Ok, Parcel = new Parcel { Name = $"parcels/{parcelId}", ParcelId = parcelId, Phase = Phase.Pending } };
    }

    public async ValueTask<RouteReply> RecordOrRoute(string tenant, string number, RouteCommand command, CancellationToken cancellationToken)
    {
        Note("route", tenant, number, command.Scans.Count, command.RequestId);
        await OnRoute(number, command, cancellationToken);
        if (RouteInstead(number, command) is { } instead)
            return instead;
        lock (_lock)
        {
            if (command.RequestId.Length > 0 && _routes.TryGetValue($"{tenant}/{number}/{command.RequestId}", out (ulong Hash, RouteReply Reply) known))
                return known.Hash == command.ContentHash ? known.Reply : new RouteReply { Header = Refused(Rejection.RequestIdReused) };
            List<NumberWindow> holders = _holders.GetValueOrDefault($"{tenant}/{number}") ?? [];
            var reply = new RouteReply { Header = Ok, HoldersVersion = 7, Holders = { holders.Select(holder => holder.Clone()) } };
            reply.Answers.AddRange(command.Scans.Select(scan => Route(holders, scan)));
            if (command.RequestId.Length > 0 && reply.Answers.Any(answer => answer.Result == ScanResult.Held))
                _routes[$"{tenant}/{number}/{command.RequestId}"] = (command.ContentHash, reply);
            return reply;
        }
    }

    public ValueTask<NoteNamesReply> NoteNames(string tenant, string number, NoteNamesCommand command, CancellationToken cancellationToken)
    {
        Note("names", tenant, number, command.Names.Count, "");
        if (LinkEnds is null)
            Named[$"{tenant}/{number}"] = [.. command.Names];
        return ValueTask.FromResult(new NoteNamesReply { Header = LinkEnds ?? Ok });
    }

    public ValueTask<LookupNumberReply> Lookup(string tenant, string number, LookupNumberQuery query, CancellationToken cancellationToken)
    {
        Note("lookup", tenant, number, 0, "");
        int held = OnLookup(number);
        lock (_lock)
        {
            List<NumberWindow> holders = _holders.GetValueOrDefault($"{tenant}/{number}") ?? [];
            return ValueTask.FromResult(new LookupNumberReply { Header = Ok, Held = held, Holders = { holders.Select(holder => holder.Clone()) } });
        }
    }

    private static ScanAnswer Take(FakeParcel parcel, ScanFact scan, RecordCommand command)
    {
        bool routed = command.Routed.Any(number => number.Number == scan.Number);
        if (scan.Number.Length > 0 && !routed
            && (!parcel.HolderFromMs.TryGetValue(scan.Number, out long fromMs) || scan.Time.UtcMs < fromMs))
            return new ScanAnswer { Result = ScanResult.Refused, ScanId = scan.Id, Rejection = Rejection.NotMine };
        parcel.Scans.TryGetValue(scan.Id, out int times);
        parcel.Scans[scan.Id] = times + 1;
        return new ScanAnswer
        {
            Result = times == 0 ? ScanResult.Recorded : ScanResult.Duplicate,
            ScanId = scan.Id,
            Phase = Phase.PickedUp,
            Unmapped = scan.Code == "UNKNOWN",
        };
    }

    private static ScanAnswer Route(List<NumberWindow> holders, ScanFact scan)
    {
        var answer = new ScanAnswer { ScanId = scan.Id };
        answer.Parcels.AddRange(holders
            .Where(holder => holder.FromMs <= scan.Time.UtcMs && (holder.ToMs == 0 || scan.Time.UtcMs < holder.ToMs))
            .Select(holder => holder.Parcel));
        if (answer.Parcels.Count == 0)
            answer.Result = ScanResult.Held;
        return answer;
    }

    public ValueTask<ChangeParcelReply> Merge(string tenant, string parcelId, MergeParcelsCommand command, CancellationToken cancellationToken) =>
        Change("merge", tenant, parcelId, command, command.RequestId);

    public ValueTask<ChangeParcelReply> AttachNumber(string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken) =>
        Change("number", tenant, parcelId, command, command.RequestId);

    public ValueTask<ChangeParcelReply> DetachNumber(string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken) =>
        Change("number", tenant, parcelId, command, command.RequestId);

    public ValueTask<ChangeParcelReply> Split(string tenant, string parcelId, SplitParcelCommand command, CancellationToken cancellationToken) =>
        Change("split", tenant, parcelId, command, command.RequestId);

    private ValueTask<ChangeParcelReply> Change(string method, string tenant, string parcelId, IMessage command, string requestId)
    {
        Note(method, tenant, parcelId, 0, requestId);
        Changes.Add(command);
        return ValueTask.FromResult(ChangeEnds is null
            ? new ChangeParcelReply
            {
                Header = Ok,
                Parcel = Answers.TryGetValue(parcelId, out Func<Parcel>? answer) ? answer() : new Parcel { Name = $"parcels/{parcelId}", ParcelId = parcelId },
            }
            : new ChangeParcelReply { Header = ChangeEnds });
    }

    private void Note(string method, string tenant, string key, int scans, string requestId)
    {
        lock (_lock)
            _calls.Add(new FakeCall(method, tenant, key, scans, requestId));
    }
}
