namespace Shipments.Storage;

/// <summary>An entry as the feed gives it.</summary>
/// <param name="Seq">Its place in its shard: no gaps, no re-ordering.</param>
/// <param name="Key">The actor.</param>
/// <param name="Version">The actor's version after it.</param>
/// <param name="Bytes">The entry's bytes.</param>
public readonly record struct FeedEntry(long Seq, ActorKey Key, long Version, ReadOnlyMemory<byte> Bytes);

/// <summary>A stretch of a shard's journal.</summary>
/// <param name="Entries">In order; empty when nothing came within the wait.</param>
/// <param name="UpTo">The last seq covered: read on after it.</param>
/// <param name="Head">The last seq committed in the shard.</param>
public sealed record FeedPage(IReadOnlyList<FeedEntry> Entries, long UpTo, long Head);

/// <summary>Which journal a feed is of.</summary>
/// <param name="DatabaseId">Made when the database was made: 1 to 64 characters.</param>
/// <param name="Timeline">Another number after the database was set back to an earlier state; 0 where the store has no such thing.</param>
public sealed record FeedIdentity(string DatabaseId, long Timeline);

/// <summary>The journal of the shards this silo owns, read as a change feed, and the durable places of its readers. Thread-safe.</summary>
public interface IJournalFeed
{
    /// <summary>Which journal this is, so that a place kept outside is not taken for one of another.</summary>
    FeedIdentity Identity { get; }

    /// <summary>Reads committed entries after <paramref name="after"/>: the newest from memory, older ones from the store.</summary>
    /// <param name="shard">A shard this silo owns.</param>
    /// <param name="after">The last seq already read, 0 for the beginning.</param>
    /// <param name="entriesMax">At most so many, 1 to 10,000.</param>
    /// <param name="wait">How long to wait for a first entry, 0 to 20 s.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ShardMovedException">This silo does not own the shard.</exception>
    /// <exception cref="FeedTrimmedException">Entries after <paramref name="after"/> were trimmed by retention.</exception>
    /// <exception cref="StorageUnavailableException">The store did not answer.</exception>
    ValueTask<FeedPage> ReadAsync(int shard, long after, int entriesMax, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>
    /// The place before the first entry that was committed at a time or later, by the store's clock: reading after it gives that entry, and the
    /// earlier ones of its commit. The end of the journal when there is none; the oldest place that is kept when it would lie before that.
    /// </summary>
    /// <param name="shard">A shard this silo owns.</param>
    /// <param name="time">The time; one to come is the end of the journal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ShardMovedException">This silo does not own the shard.</exception>
    /// <exception cref="StorageUnavailableException">The store did not answer.</exception>
    ValueTask<long> FindPlaceAsync(int shard, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>How far a reader has durably come in a shard; 0 when it never saved.</summary>
    /// <param name="consumer">The reader's name, an actor key part.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken);

    /// <summary>Saves a reader's place. Only upwards: a lower one changes nothing. Built-in readers hold retention back.</summary>
    /// <param name="consumer">The reader's name.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="seq">The last seq whose effects are durable.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken);
}
