using Google.Protobuf;
using Shipments.Domain.Numbers;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Holders;

/// <summary>A tracking number that lives as its actor would; every entry is replayed from its bytes and must give what the turn gave.</summary>
internal sealed class NumberRig
{
    public const string Key = "number/acme/LP1";

    private readonly Dictionary<string, long> _versions = [];

    public NumberState State { get; private set; } = NumberState.Empty;

    public List<NumberEntry> Entries { get; } = [];

    public double Clock { get; set; }

    public int Room { get; set; } = 1_000;

    public NumberStateRecord Record => State.ReadRecord();

    public NumberEntry? Turn(Action<NumberTurn> work)
    {
        NumberTurn turn = new(State, Key, A.At(Clock), Room);
        work(turn);
        NumberTurnResult result = turn.Finish();
        if (result.Entry is not { } entry)
        {
            result.Next.Should().BeSameAs(State, "a turn without an entry changes nothing");
            return null;
        }

        NumberReplay.Apply(State, entry.ToByteArray()).Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), "replay gives what the turn gave");
        State = NumberState.Decode(result.Next.Bytes);
        (State.HeldCount, State.DueMs).Should().Be((result.Next.HeldCount, result.Next.DueMs));
        Entries.Add(entry);
        return entry;
    }

    public RouteVerdict Route(ScanFact scan)
    {
        RouteVerdict verdict = default;
        Turn(turn => verdict = turn.Route([scan])[0]);
        return verdict;
    }

    /// <summary>Attaches a parcel by a step of its own, and then again: the second time nothing may change.</summary>
    public NumberEntry Attach(string parcel, double from, double to = 0, bool stated = false)
    {
        AttachNumber attach = new()
        {
            Parcel = parcel,
            Number = "LP1",
            FromMs = A.Ms(from),
            ToMs = to == 0 ? 0 : A.Ms(to),
            FromStated = stated,
            Issuer = "cainiao",
        };
        string source = "parcel/acme/" + parcel;
        long version = _versions[source] = _versions.GetValueOrDefault(source) + 1;
        NumberEntry entry = Turn(turn => turn.HeedAttach(source, version, 0, attach).Should().Be(Rejection.None))!;
        Turn(turn =>
        {
            turn.HasHeeded(source, version, 0).Should().BeTrue();
            turn.HeedAttach(source, version, 0, attach).Should().Be(Rejection.None);
        }).Should().BeNull("the second time nothing changes");
        return entry;
    }

    public NumberEntry? Return(string parcel, params ScanFact[] scans)
    {
        string source = "parcel/acme/" + parcel;
        long version = _versions[source] = _versions.GetValueOrDefault(source) + 1;
        ReturnScans step = new() { Number = "LP1", Parcel = parcel };
        step.Scans.Add(scans);
        NumberEntry? entry = Turn(turn => turn.HeedReturned(source, version, 0, step).Should().Be(Rejection.None));
        Turn(turn => turn.HeedReturned(source, version, 0, step)).Should().BeNull("the second time nothing changes");
        return entry;
    }

    /// <summary>Answers every step of an entry, twice.</summary>
    public void AnswerAll(NumberEntry entry, string refused = "")
    {
        for (int i = 0; i < entry.Steps.Count; i++)
        {
            int ordinal = i;
            Turn(turn => turn.StepAnswered(Entries.IndexOf(entry) + 1, ordinal, entry.Steps[ordinal], refused));
            Turn(turn => turn.StepAnswered(1 + Entries.IndexOf(entry), ordinal, entry.Steps[ordinal], refused)).Should().BeNull();
        }
    }

    public static ScanFact Scan(string code, double minutes, Action<ScanFact>? with = null) => A.Scan(code, minutes, with: fact =>
    {
        fact.Number = "LP1";
        with?.Invoke(fact);
    });
}
