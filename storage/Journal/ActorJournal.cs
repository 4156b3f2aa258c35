namespace Shipments.Storage;

/// <summary>Opens sessions.</summary>
internal sealed class ActorJournal(StorageContext context, ShardTable shards, KindTable kinds, RowLoader rows, Flusher flusher) : IActorJournal
{
    public async ValueTask<ActorSession<TState>> LoadAsync<TState>(
        ActorKind<TState> kind, ActorKey key, bool isNew, CancellationToken cancellationToken)
        where TState : class
    {
        kinds.ThrowUnlessOf(kind, key);
        ShardState shard = shards.Serving(shards.ShardOf(key));
        AppendOperation session = Begin(shard, kind, key, out Task settled);
        bool isLoaded = false;
        try
        {
            // An append of an earlier session that is already packed may commit yet: what it decides must be in the state we give.
            await WaitAsync(shard, settled, cancellationToken);
            await ReadStateAsync(session.Slot, isNew, cancellationToken);
            isLoaded = true;
        }
        finally
        {
            End(shard, session, isLoaded);
        }

        if (shard.Status != ShardStatus.Serving)
            throw shards.Moved(shard.Shard);
        return new JournalSession<TState>(session, context.Budget);
    }

    /// <summary>Revokes the session before and pins the slot.</summary>
    private AppendOperation Begin(ShardState shard, ActorKind kind, ActorKey key, out Task settled)
    {
        AppendOperation? refused = null;
        AppendOperation session;
        lock (shard.Gate)
        {
            if (shard.Status != ShardStatus.Serving)
                throw shards.Moved(shard.Shard);
            ActorSlot slot = shard.Slot_NeedsLock(key, kind);
            slot.Pins++;
            if (slot.Session is { } before)
            {
                if (before.Revoke())
                    refused = before;
                else if (before.IsPacked)
                    slot.InFlight = before;
            }

            slot.Session = session = new AppendOperation(slot);
            settled = slot.InFlight?.WaitSettled_NeedsLock() ?? Task.CompletedTask;
        }

        if (refused is not null)
        {
            context.Budget.Release(refused.ReservedBytes);
            refused.Answer(new AppendResult(AppendStatus.Revoked, 0, 0));
        }

        return session;
    }

    /// <summary>From memory when the state is known there, else from the row and the entries taken over.</summary>
    private async Task ReadStateAsync(ActorSlot slot, bool isNew, CancellationToken cancellationToken)
    {
        List<FeedEntry>? replay;
        lock (slot.Shard.Gate)
        {
            if (slot.State is not null)
                return;
            replay = slot.Replay;
            slot.IsFresh = isNew && replay is null;
        }

        ActorRow? row = slot.IsFresh ? null : await ReadRowAsync(slot, cancellationToken);
        (object state, long version) = RowFold.Fold(slot.Kind, slot.Key, row, replay);
        lock (slot.Shard.Gate)
            RowFold.Install_NeedsLock(slot, state, version, context.Budget);
    }

    private async Task<ActorRow?> ReadRowAsync(ActorSlot slot, CancellationToken cancellationToken)
    {
        Task<ActorRow?> row = rows.LoadAsync(slot.Key);
        await WaitAsync(slot.Shard, row, cancellationToken);
        return await row;
    }

    /// <summary>Waits for the store, but not for one that does not answer when the shard is known to be another silo's.</summary>
    private async Task WaitAsync(ShardState shard, Task task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
            await Task.WhenAny(task, shard.LoadsEnded).WaitAsync(cancellationToken);
        if (!task.IsCompleted)
            throw shards.Moved(shard.Shard);
        await task;
    }

    private void End(ShardState shard, AppendOperation session, bool isLoaded)
    {
        ActorSlot slot = session.Slot;
        bool isDirty;
        lock (shard.Gate)
        {
            slot.Pins--;
            isDirty = slot.Marks > 0;
            if (isLoaded && shard.Status == ShardStatus.Serving)
            {
                // A state has one holder, as it may be changed in place.
                session.Begin_NeedsLock(slot.Session == session ? slot.State : slot.Snapshot_NeedsLock(), slot.Version);
                if (slot.Session == session)
                    slot.State = null;
            }
            else
            {
                session.Kill();
                if (slot.Session == session)
                    slot.Session = null;
                shard.RemoveIfUnused_NeedsLock(slot);
            }
        }

        if (isDirty)
            flusher.Nudge();
    }
}
