using Google.Protobuf;
using Shipments.Domain.Parcels;
using Shipments.Domain.Parcels.Merging;
using Shipments.Domain.Tests.Parcels;
using Shipments.Domain.Tests.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Tests.Merging;

/// <summary>
/// Parcels that live as their actors would, with a twin each that gets the same calls and never hears of a merge. Steps are delivered when the
/// test says so: those of one parcel in order, stretches of them again where it is told to.
/// </summary>
internal sealed class MergeWorld(string why = "")
{
    private readonly Dictionary<string, int> _cursor = [];
    private readonly Dictionary<string, ParcelState> _twins = [];
    private readonly Dictionary<string, List<ScanFact>> _taken = [];
    private int _clock;

    public Dictionary<string, ParcelState> Parcels { get; } = [];

    public Dictionary<string, List<ParcelEntry>> Journals { get; } = [];

    /// <summary>Turns the clock: the next turn is at this time.</summary>
    public void At(int minutes) => _clock = minutes - 1;

    public ParcelStateRecord this[string id] => Parcels[id].ReadRecord();

    public MergedInto? Into(string id) => this[id].Merges?.Into;

    public IReadOnlyList<AbsorbedParcel> Absorbed(string id) => this[id].Merges is { } merges ? merges.Absorbed : [];

    public void Register(params string[] ids)
    {
        foreach (string id in ids)
        {
            (Parcels[id], _twins[id], Journals[id], _cursor[id], _taken[id]) = (ParcelState.Empty, ParcelState.Empty, [], 0, []);
            Both(id, turn => turn.Register(ParcelRig.Registration(), [], "reg-" + id, 1));
        }
    }

    public void Record(string id, params ScanFact[] scans)
    {
        _taken[id].AddRange(scans);
        Both(id, turn => turn.Record(scans, ParcelRig.NotRouted).Should().OnlyContain(verdict => verdict.Result != ScanResultKind.Refused));
    }

    public Rejection Merge(string into, params string[] sources)
    {
        MergeCandidate[] candidates = [.. sources.Select(id => new MergeCandidate(id, Parcels[id].ScanCount, Rejection.None, ""))];
        Rejection rejection = Rejection.None;
        Act(into, turn => rejection = turn.Merge(candidates, 0, out _));
        return rejection;
    }

    public Rejection Split(string id)
    {
        Rejection rejection = Rejection.None;
        Act(id, turn => rejection = turn.Split(0, out _));
        return rejection;
    }

    /// <summary>Delivers the steps of the next entry of a parcel; false when there is none.</summary>
    public bool Deliver(string id)
    {
        if (_cursor[id] >= Journals[id].Count)
            return false;
        int at = _cursor[id]++;
        ParcelEntry entry = Journals[id][at];
        for (int ordinal = 0; ordinal < entry.Steps.Count; ordinal++)
            Carry("parcel/acme/" + id, at + 1, ordinal, entry.Steps[ordinal]);
        return true;
    }

    public void DeliverAll()
    {
        while (Parcels.Keys.Any(Deliver))
        {
        }
    }

    /// <summary>The feed starts again from an older cursor.</summary>
    public void Rewind(string id, int entries) => _cursor[id] = Math.Max(0, _cursor[id] - entries);

    /// <summary>What a merged parcel has of its own, and a parcel of its own, is byte for byte what its twin has.</summary>
    public void CheckOwn(string id)
    {
        ParcelStateRecord record = this[id];
        ParcelStateRecord twin = _twins[id].ReadRecord();
        record.ScanLog.ToByteArray().Should().Equal(twin.ScanLog.ToByteArray(), $"{id} keeps its own scans as they are, {why}");
        ParcelDecided own = (record.Merges?.OwnDecided ?? record.Decided).Clone();
        own.Merged = false;
        own.Should().Be(twin.Decided, $"{id} decides of its own scans as if alone, {why}");
    }

    /// <summary>A parcel decides as one would that had got every scan of it and of those merged into it.</summary>
    public void CheckUnion(string id)
    {
        ParcelTurn turn = new(ParcelState.Empty, "parcel/acme/X", TestVocabulary.Instance, A.At(0));
        turn.Register(ParcelRig.Registration(), [], "x", 1);
        turn.Record([.. All(id)], ParcelRig.NotRouted);
        ParcelDecided expected = turn.Finish().Next.ReadRecord().Decided;
        ParcelDecided decided = this[id].Decided.Clone();
        decided.Merged.Should().Be(Into(id) is not null, $"{id} says whether it is merged, {why}");
        decided.Merged = false;
        decided.Should().Be(expected, $"{id} decides of all scans, {why}");
        Parcels[id].ReadScans(out _, TestVocabulary.Instance).Select(scan => scan.Id).Should().BeEquivalentTo(All(id).Select(scan => scan.Id).Distinct(), why);
    }

    /// <summary>Both ends of every merge know the same of it, and nobody waits.</summary>
    public void CheckEnds()
    {
        foreach (string id in Parcels.Keys)
        {
            MergedInto? into = Into(id);
            string[] holders = [.. Parcels.Keys.Where(other => Part(other, id) is { State: (int)AbsorbedKind.Merged })];
            holders.Should().Equal(into is null ? [] : [into.Parcel], $"{id} is where it thinks it is, {why}");
            if (into is not null)
                Part(into.Parcel, id)!.Merge.Should().Be(into.Merge, why);
            Absorbed(id).Should().NotContain(part => part.State == (int)AbsorbedKind.Asked, $"{id} has its answers, {why}");
            Chain(id).Should().OnlyHaveUniqueItems($"no merge is a circle, {why}");
        }
    }

    /// <summary>One turn of a parcel that its twin does not hear of.</summary>
    public ParcelEntry? Act(string id, Action<ParcelTurn> work)
    {
        ParcelTurn turn = new(Parcels[id], "parcel/acme/" + id, TestVocabulary.Instance, A.At(++_clock));
        work(turn);
        ParcelTurnResult result = turn.Finish();
        if (result.Entry is null)
            return null;
        ParcelReplay.Apply(Parcels[id], result.Entry.ToByteArray()).Bytes.ToArray().Should().Equal(result.Next.Bytes.ToArray(), $"replay, {why}");
        result.Entry.Decided?.Equals(Parcels[id].Registered ? this[id].Decided : null).Should().BeFalse($"what is decided is noted when it changed, {why}");
        Parcels[id] = ParcelState.Decode(result.Next.Bytes);
        Journals[id].Add(ParcelEntry.Parser.ParseFrom(result.Entry.ToByteArray()));
        return result.Entry;
    }

    private IEnumerable<ScanFact> All(string id) =>
        _taken[id].Concat(Parcels.Keys.Where(other => Into(other)?.Parcel == id).SelectMany(All)).Select(scan => scan.Clone());

    private AbsorbedParcel? Part(string of, string id) => Absorbed(of).SingleOrDefault(part => part.Parcel == id);

    private List<string> Chain(string id)
    {
        List<string> chain = [id];
        for (MergedInto? into = Into(id); into is not null && chain.Count <= Parcels.Count + 1; into = Into(into.Parcel))
            chain.Add(into.Parcel);
        return chain;
    }

    private void Both(string id, Action<ParcelTurn> work)
    {
        Act(id, work);
        ParcelTurn twin = new(_twins[id], "parcel/acme/" + id, TestVocabulary.Instance, A.At(_clock));
        work(twin);
        _twins[id] = twin.Finish().Next;
    }

    private void Carry(string source, long version, int ordinal, OutgoingStep step)
    {
        // Numbers are not in this world.
        if (!step.Target.StartsWith("parcel/", StringComparison.Ordinal))
            return;
        Rejection rejection = Rejection.None;
        Act(step.Target["parcel/acme/".Length..], turn => rejection = turn.HeedMerging(source, version, ordinal, step));
        Act(step.Target["parcel/acme/".Length..], turn => turn.HeedMerging(source, version, ordinal, step).Should().Be(rejection))
            .Should().BeNull($"the second time nothing changes, {why}");
        if (rejection == Rejection.None)
            return;
        Act(source["parcel/acme/".Length..], turn => turn.MergingRefused(step, rejection.ToString()));
        Act(source["parcel/acme/".Length..], turn => turn.MergingRefused(step, rejection.ToString())).Should().BeNull(why);
    }
}
