using Google.Protobuf;
using Shipments.Domain.Eta;
using Shipments.Domain.Parcels;
using Shipments.Domain.Silence;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Parcels;

/// <summary>
/// A parcel that lives as its actor would: a turn, an entry, the next state. Every entry is also replayed from its bytes onto the state before,
/// and must give the same bytes as the turn did, copied or parsed; before(n + 1) must be after(n).
/// </summary>
internal sealed class ParcelRig
{
    public const string Key = "parcel/acme/P1";

    public static readonly IReadOnlyDictionary<string, long> NotRouted = new Dictionary<string, long>();

    private double _clock;
    private ParcelState _held = ParcelState.Empty;

    /// <summary>What the lanes have learnt, for the turns from now on.</summary>
    public ForecastTable Forecasts { get; set; } = ForecastTable.Empty;

    /// <summary>The time of the next turn, in minutes; without it turns are a minute apart.</summary>
    public double? Minute { get; set; }

    public ParcelState State { get; private set; } = ParcelState.Empty;

    public List<ParcelEntry> Entries { get; } = [];

    public ParcelDecided Decided => State.ReadRecord().Decided;

    public Phase Phase => State.Phase;

    /// <summary>For how long it may be silent; null: as the program's own table says.</summary>
    public ISilenceLimits? Limits { get; set; }

    /// <summary>Turns the clock: the next turn is at this time.</summary>
    public ParcelRig At(double minutes)
    {
        _clock = minutes - 1;
        return this;
    }

    public static ParcelRig Registered(params ParcelNumber[] numbers)
    {
        ParcelRig rig = new();
        rig.Turn(turn => turn.Register(Registration(numbers), [], "reg-1", 1).Outcome.Should().Be(RegisterOutcome.Created));
        return rig;
    }

    public static ParcelRegistered Registration(params ParcelNumber[] numbers)
    {
        ParcelRegistered registration = new() { Service = "cainiao-standard", OriginCountry = "CN", DestinationCountry = "US" };
        registration.Numbers.Add(numbers);
        return registration;
    }

    public static ParcelNumber Number(string number, double fromMinutes = -60, double toMinutes = 0) =>
        new() { Number = number, Role = 1, FromMs = A.Ms(fromMinutes), ToMs = toMinutes == 0 ? 0 : A.Ms(toMinutes) };

    /// <summary>Runs one turn, commits it and answers its entry, null when nothing changed.</summary>
    public ParcelEntry? Turn(Action<ParcelTurn> work, long version = 0)
    {
        DateTimeOffset now = A.Start.AddMinutes(Minute ?? ++_clock);
        ReadOnlyMemory<byte> fromWhole = State.Registered ? Finished(ParcelState.Decode(State.Bytes), now).Encoded : default;
        ParcelTurnResult inPlace = Finished(_held, now);
        ParcelTurnResult result = Finished(State, now);
        inPlace.Encoded.ToArray().Should().Equal(result.Encoded.ToArray(), "a row in place reads as another one does");
        if (State.Registered)
            fromWhole.ToArray().Should().Equal(result.Encoded.ToArray(), "a row with entries behind it reads as the whole row does");
        if (result.Entry is not { } entry)
        {
            result.Next.Should().BeSameAs(State, "a turn without an entry changes nothing");
            return null;
        }

        ParcelState replayed = ParcelReplay.Apply(State, entry.ToByteArray());
        replayed.Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), "replay gives what the turn gave");
        ParcelReplay.ApplyWhole(State, entry).Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), "copying the row gives what parsing it gives");
        CheckBefore(entry);
        ParcelState decoded = ParcelState.Decode(result.Next.Bytes);
        (decoded.FlagBits, decoded.DueMs, decoded.Phase).Should().Be((result.Next.FlagBits, result.Next.DueMs, result.Next.Phase));
        State = result.Next;
        _held = _held.Settle(inPlace.Next);
        CheckHeld();
        Entries.Add(entry);
        return entry;

        ParcelTurnResult Finished(ParcelState state, DateTimeOffset at)
        {
            ParcelTurn turn = new(state, Key, TestVocabulary.Instance, at, version, Limits, Forecasts);
            work(turn);
            return turn.Finish();
        }
    }

    private void CheckHeld()
    {
        foreach (ParcelState held in (ParcelState[])[_held, _held.Snapshot()])
        {
            held.Bytes.ToArray().Should().Equal(State.Bytes.ToArray(), "a row in place is the row");
            (held.Registered, held.Phase, held.Lane, held.CreatedMs, held.LastEventMs).Should().Be(
                (State.Registered, State.Phase, State.Lane, State.CreatedMs, State.LastEventMs));
            (held.EtaToMs, held.FlagBits, held.ScanCount, held.DueMs).Should().Be((State.EtaToMs, State.FlagBits, State.ScanCount, State.DueMs));
        }
    }

    /// <summary>Records scans in one call.</summary>
    public IReadOnlyList<ScanVerdict> Record(params ScanFact[] scans)
    {
        IReadOnlyList<ScanVerdict> verdicts = [];
        Turn(turn => verdicts = turn.Record(scans, NotRouted));
        return verdicts;
    }

    /// <summary>Records one scan, then again: the second time it must be a duplicate, and nothing may change.</summary>
    public ScanVerdict RecordTwice(ScanFact scan)
    {
        ScanVerdict first = Record(scan)[0];
        ScanVerdict second = default;
        Turn(turn => second = turn.Record([scan.Clone()], NotRouted)[0]).Should().BeNull("the second time nothing changes");
        second.Result.Should().Be(first.Result == ScanResultKind.Refused ? ScanResultKind.Refused : ScanResultKind.Duplicate);
        second.PhaseAfter.Should().Be(first.PhaseAfter);
        return first;
    }

    /// <summary>Each scan twice, in turns of their own.</summary>
    public ParcelRig RecordEach(params ScanFact[] scans)
    {
        foreach (ScanFact scan in scans)
            RecordTwice(scan).Result.Should().NotBe(ScanResultKind.Refused);
        return this;
    }

    public StoredScan Scan(ulong id) => State.ReadScans().Single(scan => scan.Id == id);

    public MilestoneRecord? Milestone(MilestoneKind kind) => Decided.Milestones.SingleOrDefault(known => known.Kind == (int)kind);

    private void CheckBefore(ParcelEntry entry)
    {
        if (entry.Decided is null)
            return;
        ParcelDecided? before = State.Registered ? Decided : null;
        entry.PhaseBefore.Should().Be(before?.Phase ?? 0);
        entry.LaneBefore.Should().Be(before?.Lane ?? "");
        entry.EtaBefore.Should().Be(before?.Eta);
    }
}
