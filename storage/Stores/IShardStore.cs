namespace Shipments.Storage;

/// <summary>Writers, and which of them owns which shard. Whoever changes an owner first makes sure that the old one can commit no more.</summary>
internal interface IShardStore
{
    /// <summary>Makes a live writer for a lease and gives its id, from 1.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LeaseGoneException">The lease is gone.</exception>
    ValueTask<long> OpenWriterAsync(long lease, CancellationToken cancellationToken);

    /// <summary>Every shard, in order.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<ShardRow>> ReadShardsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes those of <paramref name="wanted"/> that belong to nobody, to a dead writer, or to one whose lease lapsed longer than
    /// <paramref name="grace"/> ago, if the taker's own lease was renewed without a gap for longer than its length and the grace. Such a
    /// lease is removed and its writers are marked dead before a shard changes its owner. Gives the shards taken.
    /// </summary>
    /// <param name="writer">The taker, live.</param>
    /// <param name="wanted">Shards.</param>
    /// <param name="grace">How long past its end a lease is left alone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<int>> TakeShardsAsync(
        long writer, IReadOnlyList<int> wanted, TimeSpan grace, CancellationToken cancellationToken);

    /// <summary>
    /// Marks a writer dead and moves the shards that it still owns, in one transaction. When it returns, no commit of the old writer can
    /// land any more. Gives the shards moved. Repeatable.
    /// </summary>
    /// <param name="writer">The old writer.</param>
    /// <param name="next">The new writer, live; 0 leaves the shards to nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<int>> ReplaceWriterAsync(long writer, long next, CancellationToken cancellationToken);

    /// <summary>Gives shards of a live writer to another; the giver stays live. Gives the shards moved: those it owned.</summary>
    /// <param name="writer">The giver.</param>
    /// <param name="next">The receiver, live; 0 leaves the shards to nobody.</param>
    /// <param name="shards">Shards.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<int>> HandOverAsync(
        long writer, long next, IReadOnlyList<int> shards, CancellationToken cancellationToken);

    /// <summary>
    /// Completes when owners or leases changed since the last call, and may complete without. A store of one process need never complete.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">Changes cannot be heard of now.</exception>
    Task OwnersChangedAsync(CancellationToken cancellationToken);
}
