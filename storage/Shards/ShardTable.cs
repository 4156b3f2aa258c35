namespace Shipments.Storage;

/// <summary>The shards this silo has opened, and the addresses of all owners. Thread-safe; answers from memory.</summary>
internal sealed class ShardTable(int shardCount, LeaseClock lease, StorageContext context) : IShardOwnership
{
    private readonly Lock _gate = new();
    private readonly ShardState?[] _states = new ShardState?[shardCount];
    private readonly string?[] _owners = new string?[shardCount];
    private volatile IReadOnlyList<int> _owned = [];
    private long _ownersAsked = long.MinValue;

    // When another silo was asked that said it owns the shard.
    private readonly long[] _heard = [.. Enumerable.Repeat(long.MinValue, shardCount)];
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

    public bool IsOwnerKnownSince(int shard, long timestamp) =>
        Volatile.Read(ref _ownersAsked) > timestamp || Volatile.Read(ref _heard[shard]) > timestamp;

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

    /// <summary>
    /// What another silo says that it owns, believed while this silo's lease is not confirmed: such a silo cannot ask the store. News asked for before
    /// the store last answered are no news. It is safe even when wrong: letting go of a shard writes nothing, and the fence decides who writes.
    /// </summary>
    public int Believe(string owner, IReadOnlyList<int> claimed, long asked)
    {
        int dropped = 0;
        foreach (int shard in claimed)
        {
            if (lease.IsConfirmed || asked <= Volatile.Read(ref _ownersAsked) || (uint)shard >= (uint)shardCount)
                continue;
            SetOwner(shard, owner);
            Volatile.Write(ref _heard[shard], asked);
            if (Find(shard) is not { } state)
                continue;
            Drop(state, isCutOff: true);
            dropped++;
        }

        if (dropped > 0)
            StorageLog.OwnerHeard(context.Log, dropped, owner);
        context.Instruments.FenceLost(dropped);
        return dropped;
    }

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
    /// <param name="state">The shard.</param>
    /// <param name="isCutOff">
    /// The store does not answer: nobody waits for it any longer. What is packed is answered unavailable, as its outcome is unknown, and loads under
    /// way are answered moved.
    /// </param>
    public void Drop(ShardState state, bool isCutOff = false)
    {
        var refused = new List<AppendOperation>();
        var abandoned = new List<AppendOperation>();
        TaskCompletionSource? moved = null;
        Change(() =>
        {
            if (_states[state.Shard] == state)
                Volatile.Write(ref _states[state.Shard], null);
            lock (state.Gate)
            {
                state.SetStatus_NeedsLock(ShardStatus.Gone);
                moved = state.TakeMoved_NeedsLock(0);
                Forget_NeedsLock(state, refused, isCutOff ? abandoned : null);
            }
        });
        moved?.TrySetResult();
        foreach (AppendOperation operation in refused)
        {
            context.Budget.Release(operation.ReservedBytes);
            operation.Answer(new AppendResult(AppendStatus.Moved, 0, 0));
        }

        foreach (AppendOperation operation in abandoned)
            operation.AnswerAbandoned();
        if (isCutOff)
            state.EndLoads();
    }

    private void Forget_NeedsLock(ShardState state, List<AppendOperation> refused, List<AppendOperation>? abandoned)
    {
        foreach (ActorSlot slot in state.Slots.Values)
        {
            if (slot.Session is { } session && session.Revoke())
                refused.Add(session);
            if (abandoned is not null)
                Abandon_NeedsLock(slot, abandoned);
            if (slot.Marks > 0)
                context.Budget.Forget(slot.CountedBytes);
            slot.Marks = 0;
        }

        state.Slots.Clear();
        state.Dirty.Clear();
    }

    private static void Abandon_NeedsLock(ActorSlot slot, List<AppendOperation> abandoned)
    {
        if (slot.Session is { } session && session.TryAbandon_NeedsLock())
            abandoned.Add(session);
        if (slot.InFlight is { } inFlight && inFlight.TryAbandon_NeedsLock())
            abandoned.Add(inFlight);
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
