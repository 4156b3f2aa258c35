using System.Text;
using Google.Protobuf;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Worlds;

/// <summary>
/// Parcels and tracking numbers that live as their actors would, fed with carriers' payloads as the front door feeds them: read by the public
/// adapters, routed by the numbers, taken by the parcels, further numbers linked or kept. Each entry is replayed from its bytes; each step is delivered,
/// and then again: the second time nothing may change.
/// </summary>
internal sealed class TrackedWorld(DateTimeOffset now)
{
    private const string Parcel = "parcel/acme/";
    private const string Number = "number/acme/";
    private static readonly TimeSpan ValidBefore = TimeSpan.FromDays(30);

    private readonly Dictionary<string, ParcelState> _parcels = [];
    private readonly Dictionary<string, NumberState> _numbers = [];
    private readonly Dictionary<string, int> _versions = [];
    private readonly Queue<(string Source, int Version, int Ordinal, OutgoingStep Step)> _steps = [];

    public DateTimeOffset Now { get; set; } = now;

    /// <summary>The journal of the parcels.</summary>
    public List<(string Parcel, ParcelEntry Entry)> Journal { get; } = [];

    /// <summary>Registers a parcel as a caller would who gives numbers alone.</summary>
    public void Register(string id, params string[] numbers) => Register(id, null, numbers);

    /// <summary>Registers a parcel whose numbers are its from a time on.</summary>
    public void Register(string id, DateTimeOffset? from, params string[] numbers)
    {
        ParcelRegistered registered = new();
        registered.Numbers.Add(numbers.Select(number => new ParcelNumber { Number = number, FromMs = (from ?? Now - ValidBefore).ToUnixTimeMilliseconds() }));
        Act(id, turn => turn.Register(registered, from is null ? [] : numbers, "reg-" + id, 1).Outcome.Should().Be(RegisterOutcome.Created));
        Settle();
    }

    /// <summary>Feeds a payload that came now, and settles what follows from it.</summary>
    public IReadOnlyList<PayloadItem> Feed(string payload) => Feed(Encoding.UTF8.GetBytes(payload));

    public IReadOnlyList<PayloadItem> Feed(byte[] payload)
    {
        ICarrierAdapter adapter = CarrierAdapters.Detect(payload)!;
        PayloadReading reading = adapter.Read(payload, Now);
        reading.Fault.Should().BeNull();
        foreach (PayloadItem item in reading.Items.Where(item => item.Number.Length > 0))
            Link(adapter, item, Take(adapter, item));
        Settle();
        return reading.Items;
    }

    /// <summary>One turn of a parcel, and what follows from it.</summary>
    public void Do(string id, Action<ParcelTurn> work)
    {
        Act(id, work);
        Settle();
    }

    public ParcelState this[string id] => _parcels[id];

    public ParcelStateRecord Row(string id) => _parcels[id].ReadRecord();

    public ParcelDecided Decided(string id) => Row(id).Decided;

    public Phase Phase(string id) => _parcels[id].Phase;

    /// <summary>The scans in the order of the fold, as "code utc", with a mark for those that do not count.</summary>
    public IEnumerable<string> Scans(string id) => _parcels[id].ReadScans().Select(scan =>
        $"{scan.Fact.Code} {Utc(scan.UtcMs)}{(scan.Voided ? " taken back" : "")}{(scan.ReplacedBy != 0 ? " replaced" : "")}");

    public StoredScan Scan(string id, string code) => _parcels[id].ReadScans().Single(scan => scan.Fact.Code == code);

    /// <summary>"Delivered 2026-10-19 19:08" for each milestone, with × and the count where there is more than one.</summary>
    public IEnumerable<string> Milestones(string id) => Decided(id).Milestones.Select(milestone =>
        $"{(MilestoneKind)milestone.Kind} {Utc(milestone.FirstMs)}{(milestone.Count > 1 ? $" ×{milestone.Count}" : "")}");

    /// <summary>The numbers that the parcel has now.</summary>
    public IEnumerable<string> Numbers(string id) => Row(id).Numbers.Where(number => number.DetachedMs == 0).Select(number => number.Number);

    public IReadOnlyList<NumberHolder> Holders(string number) => _numbers.TryGetValue(number, out NumberState? state) ? state.ReadRecord().Holders : [];

    public int Held(string number) => _numbers.TryGetValue(number, out NumberState? state) ? state.HeldCount : 0;

    public static string Utc(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private List<string> Take(ICarrierAdapter adapter, PayloadItem item)
    {
        long nowMs = Now.ToUnixTimeMilliseconds();
        List<ScanFact> facts = [.. item.Scans.Select(scan => scan.Fact).OfType<ScanFact>()];
        foreach (ScanFact fact in facts)
        {
            TrackingNumbers.TryNormalise(fact.Number.Length > 0 ? fact.Number : item.Number, out string number, out _).Should().BeTrue();
            fact.Number = number;
            fact.ReceivedMs = nowMs;
            fact.Id = fact.Id == 0 ? ScanIds.Of(fact) : fact.Id;
        }

        IReadOnlyList<RouteVerdict> routes = [];
        if (facts.Count > 0)
            Act(item.Number, turn => routes = turn.Route(facts));
        List<string> takers = [.. routes.SelectMany(route => route.Parcels).Distinct()];
        foreach (string id in takers)
        {
            Dictionary<string, long> routed = new() { [item.Number] = _numbers[item.Number].ReadRecord().HoldersVersion };
            ScanFact[] own = [.. facts.Where((_, i) => routes[i].Parcels.Contains(id))];
            Act(id, turn => turn.Record(own, routed, WholeHistories.Of(adapter.Format, item, item.Number, nowMs)));
        }

        return takers;
    }

    private void Link(ICarrierAdapter adapter, PayloadItem item, List<string> takers)
    {
        long nowMs = Now.ToUnixTimeMilliseconds();
        if (takers.Count == 0)
            takers = [.. Holders(item.Number).Where(holder => holder.FromMs <= nowMs && (holder.ToMs == 0 || nowMs < holder.ToMs)).Select(holder => holder.Parcel)];
        ParcelNumber[] numbers = [.. item.Linked.Select(linked => new ParcelNumber
        {
            Number = linked.Number,
            Issuer = linked.Issuer,
            Role = (int)linked.Role,
            FromMs = (Now - ValidBefore).ToUnixTimeMilliseconds(),
            NamedBy = adapter.Carrier,
            NamedUnder = item.Number,
            Evidence = linked.Evidence,
        })];
        foreach (string id in takers)
            Act(id, turn => turn.LinkNumbers(numbers, out _).Should().Be(Rejection.None));
        if (takers.Count == 0 && numbers.Length > 0)
            Act(item.Number, turn => turn.NoteNames(numbers, out _).Should().Be(Rejection.None));
    }

    private void Act(string id, Action<ParcelTurn> work)
    {
        ParcelState before = _parcels.GetValueOrDefault(id) ?? ParcelState.Empty;
        ParcelTurn turn = new(before, Parcel + id, Vocabularies.Default, Now, _versions.GetValueOrDefault(Parcel + id));
        work(turn);
        ParcelTurnResult result = turn.Finish();
        if (result.Entry is not { } entry)
            return;
        ParcelReplay.Apply(before, entry.ToByteArray()).Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), "replay gives what the turn gave");
        _parcels[id] = ParcelState.Decode(result.Next.Bytes);
        Journal.Add((id, entry));
        Owe(Parcel + id, entry.Steps);
    }

    private void Act(string number, Action<NumberTurn> work)
    {
        NumberState before = _numbers.GetValueOrDefault(number) ?? NumberState.Empty;
        NumberTurn turn = new(before, Number + number, Now, tenantHeldRoom: 1_000);
        work(turn);
        NumberTurnResult result = turn.Finish();
        if (result.Entry is not { } entry)
            return;
        NumberReplay.Apply(before, entry.ToByteArray()).Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), "replay gives what the turn gave");
        _numbers[number] = NumberState.Decode(result.Next.Bytes);
        Owe(Number + number, entry.Steps);
    }

    private void Owe(string source, Google.Protobuf.Collections.RepeatedField<OutgoingStep> steps)
    {
        int version = _versions[source] = _versions.GetValueOrDefault(source) + 1;
        for (int i = 0; i < steps.Count; i++)
            _steps.Enqueue((source, version, i, steps[i]));
    }

    private void Settle()
    {
        while (_steps.TryDequeue(out var owed))
        {
            Rejection first = Deliver(owed.Source, owed.Version, owed.Ordinal, owed.Step);
            int entries = _versions.Values.Sum();
            Deliver(owed.Source, owed.Version, owed.Ordinal, owed.Step).Should().Be(first);
            _versions.Values.Sum().Should().Be(entries, $"the second time the step {owed.Step.WorkCase} changes nothing");
            Answer(owed.Source, owed.Version, owed.Ordinal, owed.Step, first == Rejection.None ? "" : first.ToString());
        }
    }

    private Rejection Deliver(string source, int version, int ordinal, OutgoingStep step)
    {
        Rejection rejection = Rejection.None;
        string target = step.Target[(step.Target.LastIndexOf('/') + 1)..];
        if (step.AttachNumber is { } attach)
            Act(target, (NumberTurn turn) => rejection = turn.HeedAttach(source, version, ordinal, attach));
        else if (step.DetachNumber is { } detach)
            Act(target, (NumberTurn turn) => rejection = turn.HeedDetach(source, version, ordinal, detach));
        else if (step.ReturnScans is { } returned)
            Act(target, (NumberTurn turn) => rejection = turn.HeedReturned(source, version, ordinal, returned));
        else if (step.HoldersChanged is { } holders)
            Act(target, (ParcelTurn turn) => rejection = turn.HeedHolders(source, version, ordinal, holders));
        else if (step.TakeScans is { } scans)
            Act(target, (ParcelTurn turn) => rejection = turn.HeedScans(source, version, ordinal, scans, out _));
        else if (step.NamesTold is { } names)
            Act(target, (ParcelTurn turn) => rejection = turn.HeedNames(source, version, ordinal, names));
        else
            Act(target, (ParcelTurn turn) => rejection = turn.HeedMerging(source, version, ordinal, step));
        return rejection;
    }

    private void Answer(string source, int version, int ordinal, OutgoingStep step, string refused)
    {
        string id = source[(source.LastIndexOf('/') + 1)..];
        if (source.StartsWith(Number, StringComparison.Ordinal))
            Act(id, (NumberTurn turn) => turn.StepAnswered(version, ordinal, step, refused));
        else if (step.AttachNumber is { } attach)
            Act(id, (ParcelTurn turn) => turn.StepAnswered(version, ordinal, attach, refused));
    }
}
