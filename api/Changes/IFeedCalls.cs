using Shipments.Contracts.Messages;

namespace Shipments.Api.Changes;

/// <summary>The calls of the front door to the feeds of the shards, so that its streams run without a silo in tests.</summary>
internal interface IFeedCalls
{
    /// <summary>Reads a tenant's changes of a shard after a place, and waits for a first one. A call that fails on its way is UNAVAILABLE.</summary>
    ValueTask<ReadShardReply> Read(int shard, ReadShardQuery query, CancellationToken cancellationToken);

    /// <summary>Says where the journal of a shard begins and ends.</summary>
    ValueTask<ShardPlacesReply> Places(int shard, ShardPlacesQuery query, CancellationToken cancellationToken);
}
