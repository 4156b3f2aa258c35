using System.Text;
using Shipments.Domain.Choice;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>Sums up what entries change for their lanes. Not thread-safe.</summary>
public abstract class LaneDeltas
{
    /// <summary>Adds what an entry of a parcel changes: what the parcel counted for leaves the lane it was in, and what it counts for afterwards comes to the lane it is in.</summary>
    /// <param name="tenant">The parcel's tenant.</param>
    /// <param name="seq">The entry's place in its shard.</param>
    /// <param name="entry">An encoded entry of a parcel.</param>
    /// <exception cref="InvalidDataException">The bytes are no entry.</exception>
    public void Add(ReadOnlySpan<char> tenant, long seq, ReadOnlySpan<byte> entry)
    {
        if (!LaneChange.TryRead(entry, out LaneChange change))
            return;
        if (change.IsChanged)
        {
            AddChange(tenant, seq, change);
            AddFlow(tenant, seq, change);
        }

        if (change.HasScans && SumOf(tenant, change.LaneAfter, seq, change.AtMs) is { } sum)
            LaneScans.Add(entry, change, sum);
    }

    /// <summary>The sum that an entry's change of a lane goes to; null when it is counted there already.</summary>
    /// <param name="key">The lane's whole key.</param>
    /// <param name="seq">The entry's place in its shard.</param>
    /// <param name="atMs">When the entry was decided, in milliseconds since 1970-01-01 UTC.</param>
    protected abstract LaneCells? SumOf(ReadOnlySpan<char> key, long seq, long atMs);

    private void AddChange(ReadOnlySpan<char> tenant, long seq, in LaneChange change)
    {
        Span<LaneCell> oldPlaces = stackalloc LaneCell[LaneContribution.CellsMax];
        Span<LaneCell> newPlaces = stackalloc LaneCell[LaneContribution.CellsMax];
        LaneContribution before = new(oldPlaces);
        LaneContribution after = new(newPlaces);
        before.Write(change.Before);
        after.Write(change.After);
        if (change.LaneBefore.SequenceEqual(change.LaneAfter))
        {
            AddDifference(tenant, seq, change, before.Cells, after.Cells);
            return;
        }

        if (!change.LaneBefore.IsEmpty)
            AddAll(SumOf(tenant, change.LaneBefore, seq, change.AtMs), before.Cells, -1);
        AddAll(SumOf(tenant, change.LaneAfter, seq, change.AtMs), after.Cells, 1);
    }

    // What passed is counted when it passes, where the parcel then is, and never taken back.
    private void AddFlow(ReadOnlySpan<char> tenant, long seq, in LaneChange change)
    {
        if (change.After.Phase == Phase.None || change.After.IsMerged)
            return;
        LaneCells? sum = null;
        if (!change.LaneBefore.SequenceEqual(change.LaneAfter))
            LaneFlow.Write(sum = FlowSum(tenant, seq, change), FlowStage.Registered, change.AtMs, change.AtMs);
        for (MilestoneKind kind = MilestoneKind.PickedUp; kind <= MilestoneKind.Delivered; kind++)
        {
            if (change.Before[kind] == 0 && change.After[kind] != 0 && FlowStages.Of(kind) is var stage and not FlowStage.None)
                LaneFlow.Write(sum ??= FlowSum(tenant, seq, change), stage, change.After[kind], change.AtMs);
        }
    }

    // What is counted already, and so has no sum, is written where nobody reads it.
    private LaneCells FlowSum(ReadOnlySpan<char> tenant, long seq, in LaneChange change) =>
        SumOf(tenant, change.LaneAfter, seq, change.AtMs) ?? new LaneCells();

    // Both are sorted, and most places are in both.
    private void AddDifference(
        ReadOnlySpan<char> tenant, long seq, in LaneChange change, ReadOnlySpan<LaneCell> before, ReadOnlySpan<LaneCell> after)
    {
        if (before.SequenceEqual(after))
            return;
        LaneCells? sum = SumOf(tenant, change.LaneAfter, seq, change.AtMs);
        if (sum is null)
            return;
        int old = 0;
        int now = 0;
        while (old < before.Length || now < after.Length)
        {
            if (now == after.Length || (old < before.Length && before[old] < after[now]))
                sum.Add(before[old++], -1);
            else if (old == before.Length || after[now] < before[old])
                sum.Add(after[now++], 1);
            else
                (old, now) = (old + 1, now + 1);
        }
    }

    private static void AddAll(LaneCells? sum, ReadOnlySpan<LaneCell> places, long count)
    {
        if (sum is null)
            return;
        foreach (LaneCell place in places)
            sum.Add(place, count);
    }

    private LaneCells? SumOf(ReadOnlySpan<char> tenant, ReadOnlySpan<byte> lane, long seq, long atMs)
    {
        Span<char> key = stackalloc char[LaneKey.CharsMax];
        if (tenant.Length + 1 + lane.Length > key.Length)
            throw new InvalidDataException($"An entry names a lane of {lane.Length} bytes.");
        tenant.CopyTo(key);
        key[tenant.Length] = '/';
        int length = Encoding.UTF8.GetChars(lane, key[(tenant.Length + 1)..]);
        return SumOf(key[..(tenant.Length + 1 + length)], seq, atMs);
    }
}
