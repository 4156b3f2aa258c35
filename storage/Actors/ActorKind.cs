namespace Shipments.Storage;

/// <summary>What storage must know of a kind of actor, type apart. Derive from <see cref="ActorKind{TState}"/>.</summary>
public abstract class ActorKind
{
    private protected ActorKind(string name, int format)
    {
        Name = name;
        Format = format;
    }

    /// <summary>The kind part of its actors' keys.</summary>
    public string Name { get; }

    /// <summary>The number of the row format that <c>Encode</c> writes; from 1, never re-used.</summary>
    public int Format { get; }

    internal abstract object EmptyState(ActorKey key);

    internal abstract object DecodeState(ActorKey key, int format, ReadOnlyMemory<byte> row);

    internal abstract object FoldState(ActorKey key, object state, long version, ReadOnlyMemory<byte> entry);

    internal abstract ReadOnlyMemory<byte> EncodeState(object state);

    internal abstract ListColumns? ColumnsOf(ActorKey key, object state);

    internal abstract DateTimeOffset? DueOf(object state);

    internal abstract int SizeBytesOf(object state);

    internal abstract object SettleState(object held, object next);

    internal abstract object SnapshotOf(object state);
}

/// <summary>
/// The pure functions by which storage reads, folds and writes one kind of actor without activating it. All must be thread-safe and depend
/// on their arguments only: the same entries always give the same bytes.
/// </summary>
/// <typeparam name="TState">The state between turns: compact, and changed by <see cref="Settle"/> alone.</typeparam>
public abstract class ActorKind<TState> : ActorKind
    where TState : class
{
    /// <summary>Creates the kind.</summary>
    /// <param name="name">The kind part of its actors' keys.</param>
    /// <param name="format">The number of the row format that <see cref="Encode"/> writes.</param>
    protected ActorKind(string name, int format)
        : base(name, format)
    {
    }

    /// <summary>The state of an actor before its first entry.</summary>
    /// <param name="key">The actor.</param>
    public abstract TState Empty(ActorKey key);

    /// <summary>Reads a row of any format up to <see cref="ActorKind.Format"/>. Unreadable bytes throw; they never give an empty state.</summary>
    /// <param name="key">The actor.</param>
    /// <param name="format">The row's format.</param>
    /// <param name="row">The row's bytes.</param>
    public abstract TState Decode(ActorKey key, int format, ReadOnlyMemory<byte> row);

    /// <summary>Applies one committed entry.</summary>
    /// <param name="key">The actor.</param>
    /// <param name="state">The state before it.</param>
    /// <param name="version">The entry's version: one more than that of <paramref name="state"/>.</param>
    /// <param name="entry">The entry's bytes.</param>
    public abstract TState Fold(ActorKey key, TState state, long version, ReadOnlyMemory<byte> entry);

    /// <summary>Writes a row.</summary>
    /// <param name="state">The state.</param>
    public abstract ReadOnlyMemory<byte> Encode(TState state);

    /// <summary>The columns that lists need, or null when the kind is not listed.</summary>
    /// <param name="key">The actor.</param>
    /// <param name="state">The state.</param>
    public virtual ListColumns? Columns(ActorKey key, TState state) => null;

    /// <summary>When the actor wants to be woken, or null for never.</summary>
    /// <param name="state">The state.</param>
    public virtual DateTimeOffset? Due(TState state) => null;

    /// <summary>About how many bytes the state occupies in memory; the bound on unwritten state counts them.</summary>
    /// <param name="state">The state.</param>
    public abstract int SizeBytes(TState state);

    /// <summary>
    /// What a session holds once an entry is committed: <paramref name="next"/>, or <paramref name="held"/> brought to the same in place. Each new object
    /// that an old one is given has to be found, kept and moved by the garbage collector; one brought on in place costs it nothing. Called while nobody
    /// else reads <paramref name="held"/> but <see cref="Snapshot"/>; <paramref name="next"/> is not used afterwards. Never throws.
    /// </summary>
    /// <param name="held">What the session held; no other session holds it.</param>
    /// <param name="next">The state after the entry; it may refer to what <paramref name="held"/> consists of.</param>
    public virtual TState Settle(TState held, TState next) => next;

    /// <summary>
    /// The same state as something that <see cref="Settle"/> never changes. May be called beside a <see cref="Settle"/> of another thread: then what it
    /// gives is thrown away, and it must not throw.
    /// </summary>
    /// <param name="state">The state.</param>
    public virtual TState Snapshot(TState state) => state;

    internal sealed override object EmptyState(ActorKey key) => Empty(key);

    internal sealed override object DecodeState(ActorKey key, int format, ReadOnlyMemory<byte> row) => Decode(key, format, row);

    internal sealed override object FoldState(ActorKey key, object state, long version, ReadOnlyMemory<byte> entry) =>
        Fold(key, (TState)state, version, entry);

    internal sealed override ReadOnlyMemory<byte> EncodeState(object state) => Encode((TState)state);

    internal sealed override ListColumns? ColumnsOf(ActorKey key, object state) => Columns(key, (TState)state);

    internal sealed override DateTimeOffset? DueOf(object state) => Due((TState)state);

    internal sealed override int SizeBytesOf(object state) => SizeBytes((TState)state);

    internal sealed override object SettleState(object held, object next) => Settle((TState)held, (TState)next);

    internal sealed override object SnapshotOf(object state) => Snapshot((TState)state);
}
