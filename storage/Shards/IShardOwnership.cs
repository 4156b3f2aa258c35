namespace Shipments.Storage;

/// <summary>Whether this silo may act for a shard now.</summary>
public enum OwnershipAnswer
{
    /// <summary>The lease is confirmed and the shard is this silo's.</summary>
    Yes,

    /// <summary>The shard was this silo's, and the lease is not confirmed now. It may be again.</summary>
    NotNow,

    /// <summary>The shard is another silo's, or nobody's.</summary>
    No,
}

/// <summary>Which shards this silo owns, and who owns the others. Thread-safe; answers from memory.</summary>
public interface IShardOwnership
{
    /// <summary>How many shards the database was made with: 1 to 1,024, a power of two.</summary>
    int ShardCount { get; }

    /// <summary>The shard of a key: fixed for ever for a database.</summary>
    /// <param name="key">The actor.</param>
    int ShardOf(ActorKey key);

    /// <summary>Asked before every turn of a journaled actor, reads included.</summary>
    /// <param name="shard">0 to <see cref="ShardCount"/> − 1.</param>
    OwnershipAnswer Owns(int shard);

    /// <summary>The address of the shard's owner as last read, or null when nobody is known to own it.</summary>
    /// <param name="shard">0 to <see cref="ShardCount"/> − 1.</param>
    string? OwnerOf(int shard);

    /// <summary>
    /// Whether the shard's owner was read from the store, or told by another silo, after a moment. Where not, a shard that is not this silo's may have
    /// become so meanwhile: whoever handed it over knows before this silo does.
    /// </summary>
    /// <param name="shard">0 to <see cref="ShardCount"/> − 1.</param>
    /// <param name="timestamp">The moment, of the storage's clock.</param>
    bool IsOwnerKnownSince(int shard, long timestamp);

    /// <summary>The shards this silo owns now.</summary>
    IReadOnlyList<int> Owned { get; }

    /// <summary>Completes when <see cref="Owned"/> differs from <paramref name="known"/>.</summary>
    /// <param name="known">The list last seen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task OwnedChangedAsync(IReadOnlyList<int> known, CancellationToken cancellationToken);
}
