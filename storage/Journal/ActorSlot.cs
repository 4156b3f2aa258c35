namespace Shipments.Storage;

/// <summary>
/// What storage holds of an actor that has a session, unwritten state, or a load under way. All members but the first three are guarded by the
/// shard's gate. Invariant: <see cref="State"/> is null or the fold of every committed entry up to <see cref="Version"/>.
/// </summary>
internal sealed class ActorSlot(ActorKey key, ActorKind kind, ShardState shard)
{
    /// <summary>What a slot costs beside its state, about.</summary>
    public const int OverheadBytes = 300;

    private object? _state;
    private AppendOperation? _session;

    public ActorKey Key => key;

    public ActorKind Kind => kind;

    public ShardState Shard => shard;

    /// <summary>
    /// The last committed state; null while it is not known. A session that is loaded holds it, so that a commit writes it in one place: each old object that is
    /// given a new one costs the collector a look at it.
    /// </summary>
    public object? State
    {
        get => _state ?? _session?.State;
        set => _state = value;
    }

    /// <summary>The last committed state as something that no commit changes; null while it is not known.</summary>
    public object? Snapshot_NeedsLock() => State is { } state ? kind.SnapshotOf(state) : null;

    public long Version { get; set; }

    /// <summary>What the state counts in the dirty budget while <see cref="Marks"/> is above 0.</summary>
    public long CountedBytes { get; set; }

    /// <summary>The operation of the session that holds the actor. One that ends leaves its state here.</summary>
    public AppendOperation? Session
    {
        get => _session;
        set
        {
            if (_session != value)
                _state ??= _session?.Snapshot();
            _session = value;
        }
    }

    /// <summary>A packed append of a revoked session: loads wait for it.</summary>
    public AppendOperation? InFlight { get; set; }

    /// <summary>Entries of a journal taken over, not folded yet.</summary>
    public List<FeedEntry>? Replay { get; set; }

    /// <summary>How many loads read its row now: the flusher leaves it alone.</summary>
    public int Pins { get; set; }

    /// <summary>Its marks in the dirty queue and in the flush under way.</summary>
    public int Marks { get; set; }

    /// <summary>Whether a mark waits in the queue that covers the next commit too.</summary>
    public bool IsMarked { get; set; }

    /// <summary>Its place in the flush under way.</summary>
    public FlushItem? Flushing { get; set; }

    /// <summary>Its row or entries cannot be read or written: the flusher leaves it alone, and its mark holds the low water.</summary>
    public bool IsPoisoned { get; set; }

    /// <summary>Its row was not looked for: the first flush must find none.</summary>
    public bool IsFresh { get; set; }

    public bool IsUnused => Session is null && InFlight is null && Marks == 0 && Pins == 0;
}
