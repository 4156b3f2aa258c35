using Google.Protobuf;
using Shipments.Domain.Containers;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Containers;

/// <summary>
/// A container that lives as its actor would. Each entry is also replayed from its bytes and must give the turn's bytes. What it tells is kept as
/// its members see it: scans by id, with those taken back apart.
/// </summary>
internal sealed class ContainerRig(string id = "MYKULGUSSFOAAEM72072001100028")
{
    private readonly Dictionary<string, Dictionary<ulong, ScanFact>> _told = [];
    private readonly Queue<(long Version, OutgoingStep Step)> _steps = new();
    private readonly Dictionary<string, long[]> _moves = [];
    private double _clock;

    public string Key { get; } = $"container/acme/{id}";

    public ContainerState State { get; private set; } = ContainerState.Empty;

    public long Version { get; private set; }

    /// <summary>Hears what is delivered to members, with the version that told.</summary>
    public Action<string, DeriveScans, long> OnTold { get; set; } = static (_, _, _) => { };

    /// <summary>Ordinals of the steps that are late when a slice ends.</summary>
    public int[] Late { get; set; } = [];

    public int StepsWaiting => _steps.Count;

    public ContainerStateRecord Record => State.ReadRecord();

    public static ContainerRig Created(string id = "MYKULGUSSFOAAEM72072001100028")
    {
        ContainerRig rig = new(id);
        rig.Turn(turn => turn.Create("r1", 1).Should().Be(Rejection.None));
        return rig;
    }

    /// <summary>Runs one turn, commits it and answers its entry, null when nothing changed.</summary>
    public ContainerEntry? Turn(Action<ContainerTurn> work)
    {
        ContainerTurn turn = new(State, Key, A.Start.AddDays(30).AddMinutes(++_clock), Version);
        work(turn);
        ContainerTurnResult result = turn.Finish();
        if (result.Entry is not { } entry)
        {
            result.Next.Should().BeSameAs(State, "a turn without an entry changes nothing");
            return null;
        }

        Version++;
        ContainerReplay.Apply(State, Version, entry.ToByteArray()).Bytes.ToArray().Should()
            .Equal(result.Next.Bytes.ToArray(), "replay gives what the turn gave");
        State = ContainerState.Decode(result.Next.Bytes);
        foreach (OutgoingStep step in ContainerSteps.Of(Key, entry))
            _steps.Enqueue((Version, step));
        return entry;
    }

    public Rejection Load(string member, double minutes)
    {
        Rejection rejection = Rejection.None;
        Turn(turn => rejection = turn.Load(member, A.Ms(minutes), out _));
        return rejection;
    }

    public Rejection Unload(string member, double minutes)
    {
        Rejection rejection = Rejection.None;
        Turn(turn => rejection = turn.Unload(member, A.Ms(minutes), out _));
        return rejection;
    }

    public Rejection Remove(string member)
    {
        Rejection rejection = Rejection.None;
        Turn(turn => rejection = turn.Remove(member, out _));
        return rejection;
    }

    public ContainerScanVerdict Scan(ScanFact scan)
    {
        ContainerScanVerdict verdict = default;
        Turn(turn => verdict = turn.Record(scan));
        return verdict;
    }

    /// <summary>Delivers the next step, as the feed would.</summary>
    public void Deliver()
    {
        (long version, OutgoingStep step) = _steps.Dequeue();
        if (step.NextSlice is not null)
        {
            step.Target.Should().Be(Key);
            Turn(turn => turn.NextSlice(version, Late));
            return;
        }

        if (!_told.TryGetValue(step.Target, out Dictionary<ulong, ScanFact>? known))
            _told[step.Target] = known = [];
        foreach (ScanFact scan in step.DeriveScans.Scans)
            known.Add(scan.Id, scan);
        if (step.DeriveScans.HasMoves)
            _moves[step.Target] = [.. step.DeriveScans.Moves];
        OnTold(step.Target, step.DeriveScans, version);
    }

    public void DeliverAll()
    {
        while (_steps.Count > 0)
            Deliver();
    }

    /// <summary>The scans a member has that were not taken back, by the container's ids.</summary>
    public IReadOnlyList<ulong> ScansOf(string target)
    {
        ScanFact[] known = [.. _told.GetValueOrDefault(target, []).Values];
        HashSet<ulong> takenBack = [.. known.Where(scan => scan.Void).Select(scan => scan.Corrects)];
        return [.. known.Where(scan => !scan.Void && !takenBack.Contains(scan.Id)).Select(scan => scan.ContainerScan).Order()];
    }

    /// <summary>The moves a member was told of last.</summary>
    public IReadOnlyList<long> MovesOf(string target) => _moves.GetValueOrDefault(target, []);

    public IReadOnlyList<ScanFact> ToldTo(string target) => [.. _told.GetValueOrDefault(target, []).Values];
}
