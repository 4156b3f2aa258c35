namespace Shipments.Storage;

/// <summary>Makes the rows of a flush and writes them.</summary>
internal sealed class FlushRows(StorageContext context)
{
    /// <summary>Folds, encodes, writes. Gives how many rows were sent. Actors that cannot be folded or encoded are poisoned and left out.</summary>
    public async Task<int> WriteAsync(FlushBatch batch, CancellationToken cancellationToken)
    {
        await FoldAsync([.. batch.Items.Where(item => item.State is null)], cancellationToken);
        foreach (FlushItem item in batch.Items)
            Encode(item);
        List<RowWrite> rows = [.. batch.Items.Where(item => item.Row is not null).Select(item => item.Row!)];
        rows.Sort(static (a, b) => string.CompareOrdinal(a.Key.Value, b.Key.Value));
        RefuseTakenIds(batch, await context.Store.WriteRowsAsync(rows, batch.LowWaters(), cancellationToken));
        return rows.Count;
    }

    /// <summary>
    /// An actor opened as new has a row: its id was not unique. The row is kept, the entries stay in the journal, and the actor takes no more.
    /// </summary>
    private void RefuseTakenIds(FlushBatch batch, IReadOnlyList<ActorKey> kept)
    {
        if (kept.Count == 0)
            return;
        HashSet<ActorKey> keys = [.. kept];
        foreach (FlushItem item in batch.Items.Where(item => item.Row is { IsFirst: true } && keys.Contains(item.Slot.Key)))
        {
            StorageLog.NewActorHasRow(context.Log, item.Slot.Key.Value);
            Poison(item);
            lock (item.Slot.Shard.Gate)
                item.Slot.Session?.Kill();
        }
    }

    private async Task FoldAsync(List<FlushItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
            return;
        IReadOnlyList<ActorRow> rows = await context.Store.LoadRowsAsync([.. items.Select(item => item.Slot.Key)], cancellationToken);
        Dictionary<ActorKey, ActorRow> byKey = rows.ToDictionary(row => row.Key);
        foreach (FlushItem item in items)
        {
            ActorSlot slot = item.Slot;
            try
            {
                (object state, long version) = RowFold.Fold(slot.Kind, slot.Key, byKey.GetValueOrDefault(slot.Key), item.Replay);
                lock (slot.Shard.Gate)
                {
                    RowFold.Install_NeedsLock(slot, state, version, context.Budget);
                    item.State = slot.Kind.SnapshotOf(state);
                }

                item.Version = version;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                StorageLog.ActorPoisoned(context.Log, slot.Key.Value, slot.Shard.Shard, failure);
                Poison(item);
            }
        }
    }

    private void Encode(FlushItem item)
    {
        ActorSlot slot = item.Slot;
        if (item.State is not { } state)
            return;
        try
        {
            item.Row = new RowWrite(
                slot.Key,
                slot.Shard.Shard,
                item.Version,
                slot.Kind.Format,
                slot.Kind.EncodeState(state),
                slot.Kind.ColumnsOf(slot.Key, state),
                slot.Kind.DueOf(state),
                slot.IsFresh);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            StorageLog.ActorPoisoned(context.Log, slot.Key.Value, slot.Shard.Shard, failure);
            Poison(item);
        }
    }

    private static void Poison(FlushItem item)
    {
        lock (item.Slot.Shard.Gate)
            item.Slot.IsPoisoned = true;
        item.Row = null;
    }
}
