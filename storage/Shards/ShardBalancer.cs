namespace Shipments.Storage;

/// <summary>
/// Hands shards over to silos that have fewer: one that joined gets its share a few shards at a time, and one that leaves gives all it has away
/// while it still serves.
/// </summary>
internal sealed class ShardBalancer(
    StorageContext context, ShardTable shards, OwnershipKeeper keeper, Func<ShardMove, CancellationToken, Task> handOver)
{
    /// <summary>How often a leaving silo tries again after a hand-over that did not happen.</summary>
    public const int FailuresMax = 10;

    private static readonly TimeSpan _again = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _retryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>Levels until <paramref name="stopping"/>.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (context.Options.BalanceEvery == TimeSpan.Zero)
            return;
        TimeSpan pause = context.Options.BalanceEvery;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, context.Time, stopping);
                pause = context.Options.BalanceEvery;
                if (await LevelAsync(stopping) && _again < pause)
                    pause = _again;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                StorageLog.BalanceFailed(context.Log, failure);
            }
        }
    }

    /// <summary>One step, if this silo is the one to make it; whether it made one.</summary>
    public async Task<bool> LevelAsync(CancellationToken cancellationToken)
    {
        if (keeper.IsLeaving)
            return false;
        IReadOnlyList<LeaseRow> leases = await context.Store.ReadLeasesAsync(cancellationToken);
        if (leases.Count < 2)
            return false;
        IReadOnlyList<ShardRow> rows = await context.Store.ReadShardsAsync(cancellationToken);
        if (FairShares.Level(keeper.Lease, rows, leases) is not { } move || keeper.IsLeaving)
            return false;
        await handOver(move, cancellationToken);
        return true;
    }

    /// <summary>Gives every shard away. What nobody takes stays, and goes when the lease is released.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        await keeper.LeaveAsync(cancellationToken);
        for (int failures = 0; failures < FailuresMax;)
        {
            List<ShardState> opened = shards.Opened();
            IReadOnlyList<LeaseRow> leases = await context.Store.ReadLeasesAsync(cancellationToken);
            IReadOnlyList<ShardRow> rows = await context.Store.ReadShardsAsync(cancellationToken);
            if (FairShares.Away(keeper.Lease, [.. opened.Select(shard => shard.Shard)], rows, leases) is not { } move)
                return;
            await handOver(move, cancellationToken);
            if (shards.Opened().Count < opened.Count)
                continue;
            failures++;
            await Task.Delay(_retryAfter, context.Time, cancellationToken);
        }
    }
}
