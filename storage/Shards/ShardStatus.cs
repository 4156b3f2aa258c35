namespace Shipments.Storage;

/// <summary>What this silo does for a shard it has opened.</summary>
internal enum ShardStatus
{
    /// <summary>Turns and appends.</summary>
    Serving,

    /// <summary>No new turns: it is being handed over.</summary>
    Draining,

    /// <summary>Another silo's, or nobody's. Never comes back: a shard taken anew is opened anew.</summary>
    Gone,
}
