using System.Threading.Tasks.Sources;

namespace Shipments.Storage;

/// <summary>
/// The one append that a session may have under way, reused for each. Queued → packed → idle in the commit loop; queued → idle by whoever
/// revokes the session first. Packed → idle happens under the shard's gate. Packed → abandoned, when nobody waits for the store any longer: the
/// caller is answered then, and the commit loop settles the rest when it can.
/// </summary>
internal sealed class AppendOperation(ActorSlot slot) : IValueTaskSource<AppendResult>
{
    private const int Idle = 0;
    private const int Queued = 1;
    private const int Packed = 2;
    private const int Abandoned = 3;

    private ManualResetValueTaskSourceCore<AppendResult> _core = new() { RunContinuationsAsynchronously = true };
    private TaskCompletionSource? _settled;
    private object? _state;
    private long _version;
    private bool _isAdvancing;
    private int _phase;
    private volatile bool _isDead;
    private volatile bool _isAbandoned;

    public ActorSlot Slot => slot;

    /// <summary>The last committed state, which the next commit may change in place: for the session's owner, who waits for its commits.</summary>
    public object? State => Volatile.Read(ref _state);

    public long Version => Volatile.Read(ref _version);

    public ReadOnlyMemory<byte> Entry { get; private set; }

    /// <summary>The entry's size, also after the entry was let go.</summary>
    public int QueuedBytes { get; private set; }

    public object? Next { get; private set; }

    public int NextBytes { get; private set; }

    public long ReservedBytes { get; private set; }

    public bool IsExempt { get; private set; }

    public bool IsDead => _isDead;

    /// <summary>Whether no caller waits for it.</summary>
    public bool IsIdle => Volatile.Read(ref _phase) is Idle or Abandoned;

    public bool IsPacked => Volatile.Read(ref _phase) == Packed;

    public ValueTask<AppendResult> Task => new(this, _core.Version);

    /// <summary>A snapshot of the state, and its version, as they belong together, also while another thread advances them.</summary>
    public object? Committed(out long version)
    {
        SpinWait spin = default;
        while (true)
        {
            version = Volatile.Read(ref _version);
            object? state = Snapshot();
            // What was read is read before the look whether it was right.
            Interlocked.MemoryBarrier();
            if (!Volatile.Read(ref _isAdvancing) && Volatile.Read(ref _version) == version)
                return state;
            spin.SpinOnce();
        }
    }

    /// <summary>A state that no commit changes; under the shard's gate, or to be thrown away when the version moved meanwhile.</summary>
    public object? Snapshot() => Volatile.Read(ref _state) is { } state ? slot.Kind.SnapshotOf(state) : null;

    /// <summary>The session begins at a state.</summary>
    public void Begin_NeedsLock(object? state, long version)
    {
        Volatile.Write(ref _isAdvancing, true);
        Interlocked.MemoryBarrier();
        Volatile.Write(ref _state, state);
        Volatile.Write(ref _version, version);
        Volatile.Write(ref _isAdvancing, false);
    }

    /// <summary>The session goes on to the next state.</summary>
    public void Advance_NeedsLock(object next, long version)
    {
        Volatile.Write(ref _isAdvancing, true);
        Interlocked.MemoryBarrier();
        object settled = slot.Kind.SettleState(_state!, next);
        // Not written when it is the same: the collector would look at this old object again.
        if (!ReferenceEquals(settled, _state))
            Volatile.Write(ref _state, settled);
        Volatile.Write(ref _version, version);
        Volatile.Write(ref _isAdvancing, false);
    }

    /// <summary>Idle → queued; false when the session was revoked meanwhile.</summary>
    public bool TryQueue(ReadOnlyMemory<byte> entry, object next, int nextBytes, long reservedBytes, bool isExempt)
    {
        Entry = entry;
        QueuedBytes = entry.Length;
        Next = next;
        NextBytes = nextBytes;
        ReservedBytes = reservedBytes;
        IsExempt = isExempt;
        _core.Reset();
        Interlocked.Exchange(ref _phase, Queued);
        return !_isDead || !TryUnqueue();
    }

    /// <summary>Queued → packed, by the commit loop only.</summary>
    public bool TryPack() => Interlocked.CompareExchange(ref _phase, Packed, Queued) == Queued;

    /// <summary>Queued → idle; whoever succeeds answers the caller.</summary>
    public bool TryUnqueue() => Interlocked.CompareExchange(ref _phase, Idle, Queued) == Queued;

    /// <summary>Ends the session. True when an append was queued: the caller of this then answers it.</summary>
    public bool Revoke()
    {
        _isDead = true;
        Interlocked.MemoryBarrier();
        return TryUnqueue();
    }

    public void Kill() => _isDead = true;

    /// <summary>Packed → abandoned. Whoever succeeds calls <see cref="AnswerAbandoned"/> after the gate is left.</summary>
    public bool TryAbandon_NeedsLock()
    {
        if (Interlocked.CompareExchange(ref _phase, Abandoned, Packed) != Packed)
            return false;
        _isAbandoned = true;
        return true;
    }

    /// <summary>Answers the caller that the outcome is unknown. Entry and state stay: they may be on their way to the store.</summary>
    public void AnswerAbandoned()
    {
        _isDead = true;
        _core.SetResult(new AppendResult(AppendStatus.Unavailable, 0, 0));
    }

    /// <summary>Packed or abandoned → idle, before the answer.</summary>
    public TaskCompletionSource? Settle_NeedsLock(ActorSlot settled)
    {
        Volatile.Write(ref _phase, Idle);
        if (settled.InFlight == this)
            settled.InFlight = null;
        return _settled;
    }

    /// <summary>Completes when a packed append is no longer packed.</summary>
    public Task WaitSettled_NeedsLock() =>
        (_settled ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Answers the caller, unless it was answered when it was abandoned. Any answer but committed ends the session.</summary>
    public void Answer(AppendResult result)
    {
        if (result.Status != AppendStatus.Committed)
            _isDead = true;
        Entry = default;
        Next = null;
        if (!_isAbandoned)
            _core.SetResult(result);
    }

    AppendResult IValueTaskSource<AppendResult>.GetResult(short token)
    {
        AppendResult result = _core.GetResult(token);
        // Else it would hold the caller's state machine until the next append, for each actor one.
        _core.Reset();
        return result;
    }

    ValueTaskSourceStatus IValueTaskSource<AppendResult>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<AppendResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
