using Shipments.Storage;

namespace Shipments.Grains.Tests.Inbox;

/// <summary>One shard, owned as a test says.</summary>
internal sealed class ScriptedOwnership : IShardOwnership
{
    public OwnershipAnswer Answer { get; set; } = OwnershipAnswer.Yes;

    public int ShardCount => 1;

    public IReadOnlyList<int> Owned => [0];

    public int ShardOf(ActorKey key) => 0;

    public OwnershipAnswer Owns(int shard) => Answer;

    public string? OwnerOf(int shard) => null;

    public bool IsOwnerKnownSince(int shard, long timestamp) => false;

    public Task OwnedChangedAsync(IReadOnlyList<int> known, CancellationToken cancellationToken) => throw new NotSupportedException();
}
