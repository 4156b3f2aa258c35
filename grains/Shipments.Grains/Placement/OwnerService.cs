using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Storage;

namespace Shipments.Grains.Placement;

/// <summary>Answers from memory, so that a silo without the database still hears it at once.</summary>
internal sealed class OwnerService(GrainId id, Silo silo, ILoggerFactory logs, IShardOwnership ownership) : GrainService(id, silo, logs), IOwnerService
{
    /// <inheritdoc/>
    public Task<OwnedShardsReply> Owned()
    {
        OwnedShardsReply reply = new();
        reply.Shards.AddRange(ownership.Owned.Where(shard => ownership.Owns(shard) == OwnershipAnswer.Yes));
        return Task.FromResult(reply);
    }
}
