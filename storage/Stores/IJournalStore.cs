namespace Shipments.Storage;

/// <summary>
/// What the engine asks of a database: a fenced journal, rows written behind it, and who owns which shard. All members are thread-safe. A
/// database that does not answer throws <see cref="StorageUnavailableException"/>; an unknown outcome of anything but a commit is harmless
/// by construction, because every other write only rises or can be repeated.
/// </summary>
internal interface IJournalStore : ILeaseStore, IShardStore, IBlockStore, IRowStore, ICursorStore, IDueStore, IListStore, IFormatStore, IAsyncDisposable
{
    /// <summary>Opens the database, creates it when it is empty, and checks its schema version, its identity and that its parts agree.</summary>
    /// <param name="shardCount">How many shards a new database gets: a power of two, 1 to 1,024. An existing one keeps its own.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreRefusedException">Another process holds it, its schema is newer, or its parts do not agree.</exception>
    ValueTask<StoreIdentity> OpenAsync(int shardCount, CancellationToken cancellationToken);
}
