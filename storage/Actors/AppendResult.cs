namespace Shipments.Storage;

/// <summary>How an append ended.</summary>
public enum AppendStatus
{
    /// <summary>Durable.</summary>
    Committed,

    /// <summary>Not written: another silo owns the shard.</summary>
    Moved,

    /// <summary>Not written by this session: a later load of the key took over.</summary>
    Revoked,

    /// <summary>Not written: too much state waits to be written to its rows.</summary>
    Overloaded,

    /// <summary>The store failed. What is durable shows at the next load.</summary>
    Unavailable,
}

/// <summary>The answer to an append.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Version">The actor's version after it, when committed.</param>
/// <param name="Seq">The entry's place in its shard's journal, when committed.</param>
public readonly record struct AppendResult(AppendStatus Status, long Version, long Seq);
