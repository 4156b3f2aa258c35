namespace Shipments.Storage;

/// <summary>Reads the journal of owned shards: the tail from memory, what is older from blocks.</summary>
internal sealed class JournalFeed(StorageContext context, ShardTable shards, StoreIdentity identity) : IJournalFeed
{
    public const int EntriesMax = 10_000;
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(20);

    private const int BlockBytes = 1 << 20;

    public FeedIdentity Identity { get; } = new(identity.DatabaseId, identity.Timeline);

    public async ValueTask<FeedPage> ReadAsync(int shard, long after, int entriesMax, TimeSpan wait, CancellationToken cancellationToken)
    {
        ThrowUnlessShard(shard);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(entriesMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entriesMax, EntriesMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, WaitMax);
        ShardState state = shards.Find(shard) ?? throw shards.Moved(shard);
        long started = context.Time.GetTimestamp();
        while (true)
        {
            Task moved;
            long head;
            lock (state.Gate)
            {
                if (state.Status == ShardStatus.Gone)
                    throw shards.Moved(shard);
                head = state.Head;
                if (after < head && state.Tail.Covers(after))
                    return Page(state.Tail.Read(after, entriesMax), after, head);
                moved = state.Moved_NeedsLock();
            }

            if (after < head)
                return await ReadBlocksAsync(shard, after, entriesMax, head, cancellationToken);
            TimeSpan left = wait - context.Time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !await HasMovedAsync(moved, left, cancellationToken))
                return new FeedPage([], after, head);
        }
    }

    public async ValueTask<long> FindPlaceAsync(int shard, DateTimeOffset time, CancellationToken cancellationToken)
    {
        ThrowUnlessShard(shard);
        ShardState state = shards.Find(shard) ?? throw shards.Moved(shard);
        long head;
        lock (state.Gate)
            head = state.Status == ShardStatus.Gone ? throw shards.Moved(shard) : state.Head;
        // Blocks lie in the order of their commits, so that "the next block is older" holds up to the place, and not after it.
        long low = (await context.Store.ReadBlocksAsync(shard, 0, 1, cancellationToken)).TrimmedTo;
        for (long high = head; low < high;)
        {
            long middle = low + ((high - low) / 2);
            if (await context.Store.HasOlderThanAsync(shard, middle, context.Time.GetUtcNow() - time, cancellationToken))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken)
    {
        ThrowUnlessConsumer(consumer);
        ThrowUnlessShard(shard);
        return context.Store.ReadCursorAsync(consumer, shard, cancellationToken);
    }

    public ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken)
    {
        ThrowUnlessConsumer(consumer);
        ThrowUnlessShard(shard);
        ArgumentOutOfRangeException.ThrowIfNegative(seq);
        return context.Store.SaveCursorAsync(consumer, shard, seq, cancellationToken);
    }

    private async ValueTask<FeedPage> ReadBlocksAsync(int shard, long after, int entriesMax, long head, CancellationToken cancellationToken)
    {
        BlockPage page = await context.Store.ReadBlocksAsync(shard, after, BlockBytes, cancellationToken);
        if (after < page.TrimmedTo)
            throw new FeedTrimmedException($"Shard {shard} is trimmed up to {page.TrimmedTo}; entries after {after} were asked for.")
            {
                TrimmedTo = page.TrimmedTo,
            };
        var entries = new List<FeedEntry>();
        foreach (JournalBlock block in page.Blocks.TakeWhile(block => block.FirstSeq <= after + entriesMax))
            BlockReader.Read(block, entries);
        // A block may be committed and not entered yet: the head is the bound of what the feed shows.
        entries.RemoveAll(entry => entry.Seq <= after || entry.Seq > Math.Min(head, after + entriesMax));
        return Page(entries, after, head);
    }

    // The end of the time is no fault here, and most waits end so: it is looked at, not thrown.
    private async ValueTask<bool> HasMovedAsync(Task moved, TimeSpan wait, CancellationToken cancellationToken)
    {
        await moved.WaitAsync(wait, context.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return moved.IsCompleted;
    }

    private static FeedPage Page(List<FeedEntry> entries, long after, long head) =>
        new(entries, entries.Count > 0 ? entries[^1].Seq : after, head);

    private void ThrowUnlessShard(int shard)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, shards.ShardCount);
    }

    private static void ThrowUnlessConsumer(string consumer)
    {
        if (!ActorKey.IsPart(consumer))
            throw new ArgumentException($"'{consumer}' is no reader's name: 1 to {ActorKey.PartCharsMax} of [A-Za-z0-9._-].", nameof(consumer));
    }
}
