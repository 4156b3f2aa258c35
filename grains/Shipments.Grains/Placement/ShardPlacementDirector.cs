using Orleans.Runtime.Placement;
using Shipments.Contracts;
using Shipments.Storage;

namespace Shipments.Grains.Placement;

/// <summary>
/// Picks the owner of the actor's or the feed's shard when it is compatible, else the first compatible silo, which answers MOVED or waits for the shard.
/// It runs only when no activation is known.
/// </summary>
internal sealed class ShardPlacementDirector(IShardOwnership ownership) : IPlacementDirector
{
    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] compatible = context.GetCompatibleSilos(target);
        if (compatible.Length == 0)
            throw new SiloUnavailableException($"No silo can host {target.GrainIdentity}.");
        return Task.FromResult(OwnerAmong(compatible, target.GrainIdentity) ?? compatible[0]);
    }

    private SiloAddress? OwnerAmong(SiloAddress[] compatible, GrainId grain)
    {
        if (ShardOf(grain.Key.ToString()) is not { } shard || ownership.OwnerOf(shard) is not { } owner)
            return null;
        foreach (SiloAddress silo in compatible)
        {
            if (SiloNames.Of(silo) == owner)
                return silo;
        }

        return null;
    }

    private int? ShardOf(string? key)
    {
        if (ActorKey.TryParse(key, out ActorKey actor))
            return ownership.ShardOf(actor);
        return ActorKeys.TryReadFeed(key, out int shard) && shard < ownership.ShardCount ? shard : null;
    }
}
