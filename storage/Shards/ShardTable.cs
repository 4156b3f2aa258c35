namespace Shipments.Storage;

/// <summary>The shards this silo has opened, and the addresses of all owners. Thread-safe; answers from memory.</summary>
internal sealed class ShardTable(int shardCount, LeaseClock lease, StorageContext context) : IShardOwnership
{
    private readonly Lock _gate = new();
    private readonly ShardState?[] _states = new ShardState?[shardCount];
    private readonly string?[] _owners = new string?[shardCount];
    private volatile IReadOnlyList<int> _owned = [];
    private long _ownersAsked = long.MinValue;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int ShardCount => shardCount;

    public IReadOnlyList<int> Owned => _owned;

    public bool HasLease => lease.IsConfirmed;

    public int ShardOf(ActorKey key) => ShardHash.Of(key.Value, shardCount);

    public OwnershipAnswer Owns(int shard)
    {
        if (Volatile.Read(ref _states[shard]) is not { Status: ShardStatus.Serving })
            return OwnershipAnswer.No;
        return lease.IsConfirmed ? OwnershipAnswer.Yes : OwnershipAnswer.NotNow;
    }

    public string? OwnerOf(int shard) => Volatile.Read(ref _owners[shard]);

    public bool WereOwnersReadAfter(long timestamp) => Volatile.Read(ref _ownersAsked) > timestamp;

    public Task OwnedChangedAsync(IReadOnlyList<int> known, CancellationToken cancellationToken)
    {
        lock (_gate)
            return _owned.SequenceEqual(known) ? _changed.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>An opened shard, serving or draining, or null.</summary>
    public ShardState? Find(int shard) => Volatile.Read(ref _states[shard]);

    /// <summary>Every opened shard.</summary>
    public List<ShardState> Opened()
    {
        lock (_gate)
            return [.. _states.OfType<ShardState>()];
    }

    /// <summary>The shard, if this silo may act for it now.</summary>
    /// <exception cref="ShardMovedException">It is not this silo's.</exception>
    /// <exception cref="StorageUnavailableException">The lease is not confirmed.</exception>
    public ShardState Serving(int shard) => Owns(shard) switch
    {
        OwnershipAnswer.Yes => Find(shard) ?? throw Moved(shard),
        OwnershipAnswer.NotNow => throw new StorageUnavailableException($"The lease on shard {shard} is not confirmed now."),
        OwnershipAnswer.No => throw Moved(shard),
    };

    public ShardMovedException Moved(int shard) => new($"Shard {shard} is not this silo's; its owner as last read is {OwnerOf(shard) ?? "nobody"}.");

    public void Open(ShardState state)
    {
        Volatile.Write(ref _owners[state.Shard], context.Options.Address);
        Change(() => Volatile.Write(ref _states[state.Shard], state));
    }

    public void SetOwner(int shard, string? address) => Volatile.Write(ref _owners[shard], address);

    /// <summary>Every owner was set as the store said it after <paramref name="asked"/>.</summary>
    public void OwnersRead(long asked) => Volatile.Write(ref _ownersAsked, asked);

    /// <summary>No new turns from now on, or turns again.</summary>
    public void SetStatus(ShardState state, ShardStatus status)
    {
        Change(() =>
        {
            lock (state.Gate)
            {
                if (state.Status != ShardStatus.Gone)
                    state.SetStatus_NeedsLock(status);
            }
        });
    }

    /// <summary>Lets a shard go: sessions end, what is queued is answered moved, unwritten states are forgotten (the journal has them).</summary>
    public void Drop(ShardState state)
    {
        var refused = new List<AppendOperation>();
        TaskCompletionSource? moved = null;
        Change(() =>
        {
            if (_states[state.Shard] == state)
                Volatile.Write(ref _states[state.Shard], null);
            lock (state.Gate)
            {
                state.SetStatus_NeedsLock(ShardStatus.Gone);
                moved = state.TakeMoved_NeedsLock();
                Forget_NeedsLock(state, refused);
            }
        });
        moved?.TrySetResult();
        foreach (AppendOperation operation in refused)
        {
            context.Budget.Release(operation.ReservedBytes);
            operation.Answer(new AppendResult(AppendStatus.Moved, 0, 0));
        }
    }

    private void Forget_NeedsLock(ShardState state, List<AppendOperation> refused)
    {
        foreach (ActorSlot slot in state.Slots.Values)
        {
            if (slot.Session is { } session && session.Revoke())
                refused.Add(session);
            if (slot.Marks > 0)
                context.Budget.Forget(slot.CountedBytes);
            slot.Marks = 0;
        }

        state.Slots.Clear();
        state.Dirty.Clear();
    }

    private void Change(Action change)
    {
        TaskCompletionSource? changed = null;
        lock (_gate)
        {
            change();
            int[] owned = [.. _states.Where(state => state is { Status: ShardStatus.Serving }).Select(state => state!.Shard)];
            if (!_owned.SequenceEqual(owned))
            {
                _owned = owned;
                changed = _changed;
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        changed?.TrySetResult();
    }
}
