namespace Shipments.Storage;

/// <summary>The oldest dirt, taken from its shards to be written in one transaction.</summary>
internal sealed class FlushBatch
{
    private const long BytesMax = 16 << 20;

    private readonly Dictionary<ShardState, Taken> _taken = [];

    public List<FlushItem> Items { get; } = [];

    /// <summary>Marks left alone because a load reads their actor's row.</summary>
    public int Pinned { get; private set; }

    /// <summary>Takes marks not younger than <paramref name="cutoff"/>, oldest first over all shards.</summary>
    public static FlushBatch Take(IReadOnlyList<ShardState> shards, long cutoff, int rowsMax)
    {
        var batch = new FlushBatch();
        var oldest = new PriorityQueue<ShardState, long>();
        foreach (ShardState shard in shards)
            Offer(oldest, shard, cutoff);
        long bytes = 0;
        while (batch.Items.Count < rowsMax && bytes < BytesMax && oldest.TryDequeue(out ShardState? shard, out _))
        {
            bytes += batch.TakeOne(shard);
            Offer(oldest, shard, cutoff);
        }

        foreach ((ShardState shard, Taken taken) in batch._taken)
        {
            lock (shard.Gate)
                shard.Dirty.Return(taken.Left);
        }

        return batch;
    }

    /// <summary>The low water of each shard touched: true once every row of the batch that could be made is written.</summary>
    public List<ShardSeq> LowWaters()
    {
        var lows = new List<ShardSeq>(_taken.Count);
        foreach ((ShardState shard, Taken taken) in _taken)
        {
            lock (shard.Gate)
            {
                if (shard.Status == ShardStatus.Gone)
                    continue;
                long low = shard.LowWater_NeedsLock;
                foreach (DirtyMark mark in taken.Marks)
                    low = mark.Slot.IsPoisoned ? Math.Min(low, mark.Seq) : low;
                lows.Add(new ShardSeq(shard.Shard, low));
            }
        }

        return lows;
    }

    /// <summary>The rows are written: states without a newer mark are clean. Rows that could not be made go back.</summary>
    public void Complete(DirtyBudget budget)
    {
        foreach ((ShardState shard, Taken taken) in _taken)
        {
            lock (shard.Gate)
            {
                if (shard.Status == ShardStatus.Gone)
                    continue;
                Return_NeedsLock(shard, [.. taken.Marks.Where(mark => mark.Slot.IsPoisoned)]);
                foreach (DirtyMark mark in taken.Marks.Where(mark => !mark.Slot.IsPoisoned))
                    Clean_NeedsLock(shard, mark.Slot, budget);
                foreach (DirtyMark mark in taken.Marks)
                    mark.Slot.Flushing = null;
            }
        }
    }

    /// <summary>The write failed: every mark goes back. It may have landed, so no row is taken for a first one any more.</summary>
    public void Return()
    {
        foreach ((ShardState shard, Taken taken) in _taken)
        {
            lock (shard.Gate)
            {
                foreach (DirtyMark mark in taken.Marks)
                {
                    mark.Slot.Flushing = null;
                    mark.Slot.IsFresh = false;
                }

                if (shard.Status != ShardStatus.Gone)
                    Return_NeedsLock(shard, taken.Marks);
            }
        }
    }

    private static void Offer(PriorityQueue<ShardState, long> oldest, ShardState shard, long cutoff)
    {
        lock (shard.Gate)
        {
            if (shard.Dirty.TryPeek(out DirtyMark first) && first.At <= cutoff)
                oldest.Enqueue(shard, first.At);
        }
    }

    private static void Return_NeedsLock(ShardState shard, List<DirtyMark> marks)
    {
        shard.Dirty.Return(marks);
        foreach (DirtyMark mark in marks)
            mark.Slot.IsMarked = true;
    }

    private static void Clean_NeedsLock(ShardState shard, ActorSlot slot, DirtyBudget budget)
    {
        slot.Marks--;
        slot.IsFresh = false;
        if (slot.Marks > 0)
            return;
        budget.Forget(slot.CountedBytes);
        shard.RemoveIfUnused_NeedsLock(slot);
    }

    private long TakeOne(ShardState shard)
    {
        if (!_taken.TryGetValue(shard, out Taken? taken))
            _taken[shard] = taken = new Taken();
        lock (shard.Gate)
        {
            if (!shard.Dirty.TryTake(out DirtyMark mark))
                return 0;
            ActorSlot slot = mark.Slot;
            if (slot.Pins > 0 || slot.IsPoisoned)
            {
                Pinned += slot.IsPoisoned ? 0 : 1;
                taken.Left.Add(mark);
                return 0;
            }

            taken.Marks.Add(mark);
            slot.IsMarked = false;
            if (slot.Flushing is null)
                Items.Add(slot.Flushing = new FlushItem(slot));
            slot.Flushing.State = slot.Snapshot_NeedsLock();
            slot.Flushing.Version = slot.Version;
            slot.Flushing.Replay = slot.Replay;
            return slot.CountedBytes;
        }
    }

    /// <summary>What was taken of a shard, and what was left although it was old.</summary>
    private sealed class Taken
    {
        public List<DirtyMark> Marks { get; } = [];

        public List<DirtyMark> Left { get; } = [];
    }
}
