using Shipments.Storage;

namespace Shipments.Grains.Placement;

/// <summary>
/// Moves an activation to the owner of its shard. Orleans' migration asks the placement director, hands later messages on, and corrects the
/// caches; to deactivate would not do, as a caller whose cache is stale would make the next activation here again.
/// </summary>
internal static class Relocation
{
    /// <summary>A migration that is not through by then is given up. The caller's retry finds the owner as well.</summary>
    private static readonly TimeSpan MigrateWithin = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Moves <paramref name="activation"/>, unless it came here after this silo last learned the shard's owner. Then whoever sent it may know more: an
    /// activation that goes straight back meets itself, each end waits for the other, and all that migrate with them wait too.
    /// </summary>
    /// <param name="activation">What moves, as soon as it is idle.</param>
    /// <param name="ownership">Who owns what.</param>
    /// <param name="shard">Its shard.</param>
    /// <param name="since">When the activation came here, by <paramref name="time"/>.</param>
    /// <param name="time">The storage's clock.</param>
    public static void MoveOnIdle(this IGrainContext activation, IShardOwnership ownership, int shard, long since, TimeProvider time)
    {
        if (ownership.IsOwnerKnownSince(shard, since))
            activation.Migrate(requestContext: null, new CancellationTokenSource(MigrateWithin, time).Token);
    }
}
