namespace Shipments.Storage;

/// <summary>The journal.</summary>
internal interface IBlockStore
{
    /// <summary>The most bytes a read gives, unless its first block alone has more.</summary>
    const int ReadBytesMax = 4 << 20;

    /// <summary>Appends one block to each of several shards, all or nothing, durable when it answers, and only if the writer is live and owns them all.</summary>
    /// <param name="writer">The writer: one commit at a time.</param>
    /// <param name="blocks">At most one a shard.</param>
    /// <param name="cancellationToken">Ends the wait; the outcome is then unknown.</param>
    ValueTask<CommitOutcome> CommitAsync(long writer, IReadOnlyList<JournalBlock> blocks, CancellationToken cancellationToken);

    /// <summary>Whether a block that ends at <paramref name="lastSeq"/> was written by <paramref name="writer"/>.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="lastSeq">Its last seq.</param>
    /// <param name="writer">The writer, dead by now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<bool> HasBlockAsync(int shard, long lastSeq, long writer, CancellationToken cancellationToken);

    /// <summary>Reads whole blocks that have entries after <paramref name="after"/>, in order.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="after">The last seq already read.</param>
    /// <param name="bytesMax">1 to <see cref="ReadBytesMax"/>; the first block is given whatever its size.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<BlockPage> ReadBlocksAsync(int shard, long after, int bytesMax, CancellationToken cancellationToken);

    /// <summary>
    /// Removes blocks that are older than <paramref name="age"/> by the store's clock and end at or below the shard's bound and below its
    /// low_water as it is durable then. Gives how many blocks went.
    /// </summary>
    /// <param name="bounds">A bound a shard.</param>
    /// <param name="age">The least age.</param>
    /// <param name="blocksMax">At most so many at once, 1 to 10,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<int> TrimAsync(IReadOnlyList<ShardSeq> bounds, TimeSpan age, int blocksMax, CancellationToken cancellationToken);

    /// <summary>Whether the first block that has entries after <paramref name="after"/> is older than <paramref name="age"/>.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="after">The place.</param>
    /// <param name="age">The age.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<bool> HasOlderThanAsync(int shard, long after, TimeSpan age, CancellationToken cancellationToken);
}
