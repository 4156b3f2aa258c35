namespace Shipments.Storage;

/// <summary>
/// One activation's hold on its actor. Not thread-safe: one append at a time. After any answer but <see cref="AppendStatus.Committed"/> the
/// session is dead and its owner must discard what it holds and load anew.
/// </summary>
/// <typeparam name="TState">The kind's state.</typeparam>
public abstract class ActorSession<TState> : IDisposable
    where TState : class
{
    /// <summary>The actor.</summary>
    public abstract ActorKey Key { get; }

    /// <summary>The last committed state. The next append that commits may change it in place: read what is wanted of it before.</summary>
    public abstract TState State { get; }

    /// <summary>The version of <see cref="State"/>: 0 before the first entry, one more with each.</summary>
    public abstract long Version { get; }

    /// <summary>The last committed state with its version, also while an append is under way: a snapshot that nothing changes. Thread-safe.</summary>
    /// <param name="version">The version of the state.</param>
    public abstract TState Committed(out long version);

    /// <summary>
    /// Whether <see cref="State"/> can be relied on. False once the key was loaded again or its shard left this silo, even if the shard came
    /// back: others may have changed the actor meanwhile. A session that is not live is to be discarded.
    /// </summary>
    public abstract bool IsLive { get; }

    /// <summary>The most bytes an entry may have.</summary>
    public abstract int EntryBytesMax { get; }

    /// <summary>
    /// Whether this session's appends pass even when too much state waits for its rows. For steps of the feed, which free more than they add.
    /// Default false.
    /// </summary>
    public bool ExemptFromBound { get; set; }

    /// <summary>
    /// Appends an entry and waits for its commit. On <see cref="AppendStatus.Committed"/> <see cref="State"/> is <paramref name="next"/> and
    /// <see cref="Version"/> one more. Never throws for a fault of the store.
    /// </summary>
    /// <param name="entry">The entry's bytes; not changed afterwards.</param>
    /// <param name="next">The state after it; must equal the kind's Fold of the two.</param>
    /// <exception cref="ArgumentException">The entry has more than <see cref="EntryBytesMax"/>.</exception>
    /// <exception cref="InvalidOperationException">An append of this session is under way.</exception>
    public abstract ValueTask<AppendResult> AppendAsync(ReadOnlyMemory<byte> entry, TState next);

    /// <summary>Ends the session. Unwritten state stays with storage until its row is written.</summary>
    public abstract void Dispose();
}
