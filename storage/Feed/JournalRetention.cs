namespace Shipments.Storage;

/// <summary>Trims the journal: what is old, below every low water, and passed by every built-in reader.</summary>
internal sealed class JournalRetention(StorageContext context, ShardTable shards)
{
    private const int BlocksMax = 1000;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(context.Options.RetentionEvery, context.Time, stopping);
                await TrimAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                StorageLog.TrimFailed(context.Log, failure);
            }
        }
    }

    /// <summary>Trims all that may go. Gives how many blocks went.</summary>
    public async Task<int> TrimAsync(CancellationToken cancellationToken)
    {
        List<ShardSeq> bounds = [];
        foreach (ShardRow row in await context.Store.ReadShardsAsync(cancellationToken))
        {
            if (shards.Find(row.Shard) is not null && row.Head > row.TrimmedTo)
                bounds.Add(new ShardSeq(row.Shard, await BoundAsync(row, cancellationToken)));
        }

        int trimmed = 0;
        int last = BlocksMax;
        while (last == BlocksMax)
        {
            last = await context.Store.TrimAsync(bounds, context.Options.Retention, BlocksMax, cancellationToken);
            trimmed += last;
        }

        if (trimmed > 0)
            StorageLog.Trimmed(context.Log, trimmed);
        return trimmed;
    }

    private async ValueTask<long> BoundAsync(ShardRow row, CancellationToken cancellationToken)
    {
        long bound = row.LowWater - 1;
        foreach (string consumer in context.Options.BuiltInConsumers)
        {
            long cursor = await context.Store.ReadCursorAsync(consumer, row.Shard, cancellationToken);
            if (cursor >= bound)
                continue;
            if (await context.Store.HasOlderThanAsync(row.Shard, cursor, context.Options.Retention, cancellationToken))
                StorageLog.RetentionHeld(context.Log, consumer, row.Shard, cursor, row.Head);
            bound = cursor;
        }

        return bound;
    }
}
