using Microsoft.Extensions.Logging;

namespace Shipments.Storage;

/// <summary>The log lines of the PostgreSQL store: ids 2100 to 2199, never re-used.</summary>
internal static partial class PostgresLog
{
    [LoggerMessage(2100, LogLevel.Warning, "The database has synchronous_commit = {Setting}: a crash of its server can lose what was acknowledged.")]
    public static partial void CommitsUnsynced(ILogger log, string setting);

    [LoggerMessage(2101, LogLevel.Information, "Made the tables of schema {SchemaVersion} with {ShardCount} shards.")]
    public static partial void SchemaCreated(ILogger log, int schemaVersion, int shardCount);

    [LoggerMessage(2102, LogLevel.Warning, "Writers {Writers} hold their locks; {Backends} of their backends were told to end.")]
    public static partial void BackendsTerminated(ILogger log, string writers, int backends);

    [LoggerMessage(2103, LogLevel.Warning, "Partitions of the journal could not be made ahead; it is tried again at the next renewal.")]
    public static partial void PartitionsFailed(ILogger log, Exception failure);

    [LoggerMessage(2104, LogLevel.Debug, "Made {Partitions} partitions of the journal.")]
    public static partial void PartitionsMade(ILogger log, int partitions);

    [LoggerMessage(2105, LogLevel.Debug, "Attempt {Attempt} at {What} did not get its lock; it is tried again.")]
    public static partial void LockAwaited(ILogger log, string what, int attempt);
}
