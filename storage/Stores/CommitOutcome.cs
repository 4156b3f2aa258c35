namespace Shipments.Storage;

/// <summary>How a commit ended.</summary>
internal enum CommitOutcome
{
    /// <summary>All blocks are durable.</summary>
    Committed,

    /// <summary>Nothing is written: the writer is dead or does not own a shard of the batch.</summary>
    Lost,

    /// <summary>Written whole or not at all; to be settled. An exception means the same.</summary>
    Unknown,
}
