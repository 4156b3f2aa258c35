namespace Shipments.Storage;

/// <summary>What one commit carries: packed operations, and one block for each shard they touch. Reused from commit to commit.</summary>
internal sealed class CommitBatch(int shardCount, DirtyBudget budget, FeedBell bell)
{
    private readonly Pack?[] _packs = new Pack?[shardCount];
    private readonly List<Pack> _used = [];
    private readonly List<JournalBlock> _blocks = [];
    private readonly List<AppendOperation> _taken = [];

    public bool IsEmpty => _used.Count == 0;

    public int Entries { get; private set; }

    public long Bytes { get; private set; }

    public IReadOnlyList<JournalBlock> Blocks => _blocks;

    /// <summary>The end of one of its blocks: whether it is there tells whether all are.</summary>
    public ShardSeq Last => new(_blocks[0].Shard, _blocks[0].LastSeq);

    /// <summary>Takes appends from the queue. Sequences are given here: an aborted batch has used none.</summary>
    public void Fill(CommitLoop loop, AppendQueue queue, int intake, int entriesMax, int bytesMax)
    {
        queue.Take(_taken, intake, entriesMax, bytesMax);
        foreach (AppendOperation operation in _taken)
        {
            if (operation.TryPack())
                Add(loop, operation);
        }

        _taken.Clear();
        foreach (Pack pack in _used)
        {
            _blocks.Add(pack.Writer.Finish(pack.Shard.Head + 1));
            Entries += pack.Operations.Count;
            Bytes += pack.Writer.Bytes;
        }
    }

    /// <summary>After the commit: states become dirty, the tail and the head grow, then the callers are answered.</summary>
    public void Enter(long now)
    {
        foreach (Pack pack in _used)
        {
            TaskCompletionSource? moved;
            long seq = pack.Shard.Head;
            lock (pack.Shard.Gate)
            {
                foreach (AppendOperation operation in pack.Operations)
                    Enter_NeedsLock(pack, operation, ++seq, now);
                pack.Shard.Head = seq;
                moved = bell.Ring_NeedsLock(pack.Shard, now);
            }

            moved?.TrySetResult();
            seq -= pack.Operations.Count;
            foreach (AppendOperation operation in pack.Operations)
                operation.Answer(new AppendResult(AppendStatus.Committed, operation.Version, ++seq));
            foreach (TaskCompletionSource settled in pack.Settled)
                settled.TrySetResult();
        }
    }

    /// <summary>Nothing was written: every caller is told so.</summary>
    public void Refuse()
    {
        foreach (Pack pack in _used)
        {
            AppendStatus status = pack.Shard.Status == ShardStatus.Gone ? AppendStatus.Moved : AppendStatus.Unavailable;
            lock (pack.Shard.Gate)
            {
                foreach (AppendOperation operation in pack.Operations)
                {
                    Settle_NeedsLock(pack, operation);
                    pack.Shard.RemoveIfUnused_NeedsLock(operation.Slot);
                }
            }

            foreach (AppendOperation operation in pack.Operations)
            {
                budget.Release(operation.ReservedBytes);
                operation.Answer(new AppendResult(status, 0, 0));
            }

            foreach (TaskCompletionSource settled in pack.Settled)
                settled.TrySetResult();
        }
    }

    public void Reset()
    {
        foreach (Pack pack in _used)
            pack.Reset();
        _used.Clear();
        _blocks.Clear();
        Entries = 0;
        Bytes = 0;
    }

    private void Add(CommitLoop loop, AppendOperation operation)
    {
        ShardState shard = operation.Slot.Shard;
        bool isCurrent = operation.Version == operation.Slot.Version;
        if (shard.Status != ShardStatus.Serving || shard.Loop != loop || !isCurrent)
        {
            AppendStatus status = isCurrent ? AppendStatus.Moved : AppendStatus.Revoked;
            TaskCompletionSource? settled;
            lock (shard.Gate)
                settled = operation.Settle_NeedsLock(operation.Slot);
            budget.Release(operation.ReservedBytes);
            operation.Answer(new AppendResult(status, 0, 0));
            settled?.TrySetResult();
            return;
        }

        Pack pack = _packs[shard.Shard] ??= new Pack(shard);
        if (pack.Operations.Count == 0)
        {
            pack.Shard = shard;
            _used.Add(pack);
        }

        pack.Operations.Add(operation);
        pack.Writer.Add(operation.Slot.Key.Value, operation.Version + 1, operation.Entry.Span);
    }

    private void Enter_NeedsLock(Pack pack, AppendOperation operation, long seq, long now)
    {
        ActorSlot slot = operation.Slot;
        object next = operation.Next!;
        operation.Advance_NeedsLock(next, operation.Version + 1);
        if (pack.Shard.Status == ShardStatus.Gone)
        {
            // It landed and then the shard went: its new owner has the entry from the journal.
            budget.Release(operation.ReservedBytes);
            Settle_NeedsLock(pack, operation);
            return;
        }

        if (slot.Session != operation)
            slot.State = operation.Snapshot();
        slot.Version = operation.Version;
        long counted = operation.NextBytes + ActorSlot.OverheadBytes;
        bool isNewState = slot.Marks == 0;
        budget.Commit(operation.ReservedBytes, isNewState ? counted : counted - slot.CountedBytes, isNewState);
        slot.CountedBytes = counted;
        pack.Shard.Mark_NeedsLock(slot, seq, now);
        pack.Shard.Tail.Add(new FeedEntry(seq, slot.Key, operation.Version, operation.Entry));
        Settle_NeedsLock(pack, operation);
    }

    private static void Settle_NeedsLock(Pack pack, AppendOperation operation)
    {
        if (operation.Settle_NeedsLock(operation.Slot) is { } settled)
            pack.Settled.Add(settled);
    }

    /// <summary>The part of a batch that goes to one shard.</summary>
    private sealed class Pack(ShardState shard)
    {
        public ShardState Shard { get; set; } = shard;

        public BlockWriter Writer { get; } = new(shard.Shard);

        public List<AppendOperation> Operations { get; } = [];

        public List<TaskCompletionSource> Settled { get; } = [];

        public void Reset()
        {
            Writer.Reset();
            Operations.Clear();
            Settled.Clear();
        }
    }
}
