using Shipments.Storage;

namespace Shipments.Grains.Tests.Placement;

/// <summary>
/// One storage seen by two silos: each silo is told that it owns the shards that its half says, and the halves can be swapped. The store
/// beneath owns them all, so only placement and the Moved answer are under test.
/// </summary>
public sealed class DividedOwnership(IShardOwnership all, DividedShards shards, string self) : IShardOwnership
{
    public int ShardCount => all.ShardCount;

    public IReadOnlyList<int> Owned => all.Owned;

    public int ShardOf(ActorKey key) => all.ShardOf(key);

    public OwnershipAnswer Owns(int shard) => shards.OwnerOf(shard) == self ? OwnershipAnswer.Yes : OwnershipAnswer.No;

    public string? OwnerOf(int shard) => shards.OwnerOf(shard);

    public bool IsOwnerKnownSince(int shard, long timestamp) => shards.AreRead;

    public Task OwnedChangedAsync(IReadOnlyList<int> known, CancellationToken cancellationToken) =>
        all.OwnedChangedAsync(known, cancellationToken);
}

/// <summary>Which of two silos owns a shard: the first owns the even ones until they are swapped.</summary>
public sealed class DividedShards
{
    private volatile bool _swapped;
    private volatile bool _isUnread;

    public string First { get; set; } = "";

    public string Second { get; set; } = "";

    public void Swap() => _swapped = !_swapped;

    /// <summary>Whether the silos have read the owners after whatever they are asked about.</summary>
    public bool AreRead { get => !_isUnread; set => _isUnread = !value; }

    public string OwnerOf(int shard) => shard % 2 == 0 ^ _swapped ? First : Second;
}
