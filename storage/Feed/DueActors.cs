namespace Shipments.Storage;

/// <summary>Claims actors of owned shards that wanted to be woken.</summary>
internal sealed class DueActors(StorageContext context, ShardTable shards) : IDueActors
{
    public const int ActorsMax = 1000;

    public ValueTask<IReadOnlyList<DueActor>> ClaimAsync(DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(actorsMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(actorsMax, ActorsMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(claimFor, TimeSpan.Zero);
        return context.Store.ClaimDueAsync(shards.Owned, now, actorsMax, claimFor, cancellationToken);
    }

    public ValueTask<int> CountAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken)
    {
        if (!ActorKey.IsPart(kind) || !ActorKey.IsPart(tenant))
            throw new ArgumentException($"'{kind}/{tenant}' is no kind and tenant.", nameof(kind));
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 1);
        return context.Store.CountDueAsync(kind, tenant, countMax, cancellationToken);
    }
}
