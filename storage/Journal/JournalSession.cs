namespace Shipments.Storage;

/// <summary>A session over its slot. The commit loop writes the state; the session only reads it.</summary>
internal sealed class JournalSession<TState>(AppendOperation operation, DirtyBudget budget) : ActorSession<TState>
    where TState : class
{
    public override ActorKey Key => operation.Slot.Key;

    public override TState State => (TState)operation.State!;

    public override long Version => operation.Version;

    public override bool IsLive => !operation.IsDead && operation.Slot.Shard.Status != ShardStatus.Gone;

    public override TState Committed(out long version) => (TState)operation.Committed(out version)!;

    public override int EntryBytesMax => BlockWriter.EntryBytesMax;

    public override ValueTask<AppendResult> AppendAsync(ReadOnlyMemory<byte> entry, TState next)
    {
        if (entry.Length > BlockWriter.EntryBytesMax)
            throw new ArgumentException($"An entry of {Key} has {entry.Length} bytes; at most {BlockWriter.EntryBytesMax} are allowed.", nameof(entry));
        if (!operation.IsIdle)
            throw new InvalidOperationException($"An append of {Key} is under way; a session has one at a time.");
        ActorSlot slot = operation.Slot;
        if (operation.IsDead)
            return Refused(slot.Shard.Status == ShardStatus.Gone ? AppendStatus.Moved : AppendStatus.Revoked);
        if (slot.Shard.Status != ShardStatus.Serving)
            return Refused(AppendStatus.Moved);
        int bytes = slot.Kind.SizeBytesOf(next);
        bool isNewKey = slot.Marks == 0;
        long growth = isNewKey ? bytes + ActorSlot.OverheadBytes : Math.Max(0, bytes + ActorSlot.OverheadBytes - slot.CountedBytes);
        if (!budget.TryReserve(growth, isNewKey, ExemptFromBound))
            return Refused(AppendStatus.Overloaded);
        // From here on whoever wins the queued operation answers it and gives the reservation back.
        ValueTask<AppendResult> answer;
        if (!operation.TryQueue(entry, next, bytes, growth, ExemptFromBound))
        {
            budget.Release(growth);
            return Refused(AppendStatus.Revoked);
        }

        answer = operation.Task;
        if (!slot.Shard.Loop.Queue.TryAdd(operation) && operation.TryUnqueue())
        {
            budget.Release(growth);
            return Refused(AppendStatus.Overloaded);
        }

        return answer;
    }

    public override void Dispose()
    {
        ActorSlot slot = operation.Slot;
        bool isRefused;
        lock (slot.Shard.Gate)
        {
            isRefused = operation.Revoke();
            if (slot.Session == operation)
            {
                slot.Session = null;
                if (operation.IsPacked)
                    slot.InFlight = operation;
            }

            slot.Shard.RemoveIfUnused_NeedsLock(slot);
        }

        if (!isRefused)
            return;
        budget.Release(operation.ReservedBytes);
        operation.Answer(new AppendResult(AppendStatus.Revoked, 0, 0));
    }

    private ValueTask<AppendResult> Refused(AppendStatus status)
    {
        operation.Kill();
        return new ValueTask<AppendResult>(new AppendResult(status, 0, 0));
    }
}
