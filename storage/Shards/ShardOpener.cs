namespace Shipments.Storage;

/// <summary>Opens a shard that this silo has taken: reads its journal from the low water on and keeps the entries by actor.</summary>
internal sealed class ShardOpener(StorageContext context, KindTable kinds)
{
    /// <summary>The shard, ready to serve. Its actors are folded by the next load or by the flusher, whichever comes first.</summary>
    public async Task<ShardState> OpenAsync(ShardRow row, CommitLoop loop, CancellationToken cancellationToken)
    {
        var tail = new FeedTail(context.Options.FeedTailEntriesMax, context.Options.FeedTailBytesMax);
        var shard = new ShardState(row.Shard, loop, Math.Max(row.LowWater - 1, row.TrimmedTo), tail);
        bool isOpen = false;
        try
        {
            await ReadAsync(shard, row, cancellationToken);
            isOpen = true;
        }
        finally
        {
            // Nobody will flush what a failed opening counted, and the next attempt counts it again.
            if (!isOpen)
                Forget(shard);
        }

        StorageLog.ShardTaken(context.Log, row.Shard, row.LowWater, row.Head, shard.Slots.Count);
        return shard;
    }

    private async Task ReadAsync(ShardState shard, ShardRow row, CancellationToken cancellationToken)
    {
        var entries = new List<FeedEntry>();
        while (shard.Head < row.Head)
        {
            BlockPage page = await context.Store.ReadBlocksAsync(row.Shard, shard.Head, IBlockStore.ReadBytesMax, cancellationToken);
            if (page.Blocks.Count == 0)
                throw new JournalGapException($"Shard {row.Shard} ends at {row.Head} and has no block after {shard.Head}.");
            foreach (JournalBlock block in page.Blocks)
                BlockReader.Read(block, entries);
            Replay(shard, entries);
            entries.Clear();
        }
    }

    private void Forget(ShardState shard)
    {
        lock (shard.Gate)
        {
            foreach (ActorSlot slot in shard.Slots.Values)
                context.Budget.Forget(slot.CountedBytes);
        }
    }

    private void Replay(ShardState shard, List<FeedEntry> entries)
    {
        long now = context.Time.GetTimestamp();
        lock (shard.Gate)
        {
            foreach (FeedEntry entry in entries.Where(entry => entry.Seq > shard.Head))
            {
                if (entry.Seq != shard.Head + 1)
                    throw new JournalGapException($"Shard {shard.Shard} has entry {entry.Seq} after {shard.Head}.");
                Keep_NeedsLock(shard, entry, now);
                shard.Tail.Add(entry);
                shard.Head = entry.Seq;
            }
        }
    }

    private void Keep_NeedsLock(ShardState shard, FeedEntry entry, long now)
    {
        ActorSlot slot = shard.Slot_NeedsLock(entry.Key, kinds.Of(entry.Key));
        long counted = entry.Bytes.Length + (slot.Replay is null ? ActorSlot.OverheadBytes : 0);
        context.Budget.Commit(0, counted, isNewState: slot.Replay is null);
        slot.CountedBytes += counted;
        slot.Replay ??= [];
        slot.Replay.Add(entry);
        shard.Mark_NeedsLock(slot, entry.Seq, now);
    }
}
