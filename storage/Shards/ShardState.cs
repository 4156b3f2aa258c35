namespace Shipments.Storage;

/// <summary>A shard that this silo owns: its actors, its dirt, its newest entries. <see cref="Gate"/> is held for memory only, never across I/O.</summary>
internal sealed class ShardState(int shard, CommitLoop loop, long head, FeedTail tail)
{
    private volatile ShardStatus _status;
    private readonly TaskCompletionSource _loadsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _moved;

    public Lock Gate { get; } = new();

    public int Shard => shard;

    public CommitLoop Loop => loop;

    public ShardStatus Status => _status;

    public Dictionary<string, ActorSlot> Slots { get; } = new(StringComparer.Ordinal);

    public DirtyMarks Dirty { get; } = new();

    public FeedTail Tail => tail;

    /// <summary>The last seq entered in the dirty table and the tail. The next batch starts after it.</summary>
    public long Head { get; set; } = head;

    /// <summary>The least seq that is not in a row yet, once the marks taken are written.</summary>
    public long LowWater_NeedsLock => Dirty.TryPeek(out DirtyMark first) ? first.Seq : Head + 1;

    public void SetStatus_NeedsLock(ShardStatus status) => _status = status;

    /// <summary>Completes at the next commit or when the shard goes.</summary>
    public Task Moved_NeedsLock() => (_moved ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Whether somebody waits for the next commit.</summary>
    public bool IsAwaited_NeedsLock => _moved is not null;

    /// <summary>Whether those who wait are about to be woken.</summary>
    public bool IsToRing_NeedsLock { get; set; }

    /// <summary>When somebody was last woken, as a timestamp; null for never.</summary>
    public long? RungAt_NeedsLock { get; private set; }

    /// <summary>Who waits; to be completed after the gate is left.</summary>
    public TaskCompletionSource? TakeMoved_NeedsLock(long now)
    {
        TaskCompletionSource? moved = _moved;
        _moved = null;
        RungAt_NeedsLock = now;
        return moved;
    }

    /// <summary>Completes when loads must wait for the store no longer, because the shard went and the store does not answer.</summary>
    public Task LoadsEnded => _loadsEnded.Task;

    /// <summary>Ends the loads under way; to be called after the gate is left.</summary>
    public void EndLoads() => _loadsEnded.TrySetResult();

    public ActorSlot Slot_NeedsLock(ActorKey key, ActorKind kind)
    {
        if (!Slots.TryGetValue(key.Value, out ActorSlot? slot))
            Slots[key.Value] = slot = new ActorSlot(key, kind, this);
        return slot;
    }

    public void RemoveIfUnused_NeedsLock(ActorSlot slot)
    {
        if (slot.IsUnused && Slots.TryGetValue(slot.Key.Value, out ActorSlot? held) && held == slot)
            Slots.Remove(slot.Key.Value);
    }

    /// <summary>Marks that a state from <paramref name="seq"/> on is not in its row; a waiting mark covers it already.</summary>
    public void Mark_NeedsLock(ActorSlot slot, long seq, long at)
    {
        if (slot.IsMarked)
            return;
        slot.IsMarked = true;
        slot.Marks++;
        Dirty.Add(new DirtyMark(slot, seq, at));
    }
}
