namespace Shipments.Storage;

/// <summary>What a database is.</summary>
/// <param name="DatabaseId">Made when the database was made; the same in all its parts.</param>
/// <param name="ShardCount">A power of two, 1 to 1,024.</param>
/// <param name="SchemaVersion">The schema it has now.</param>
internal sealed record StoreIdentity(string DatabaseId, int ShardCount, int SchemaVersion)
{
    /// <summary>Another number after the database was set back to an earlier state; 0 where the store has no such thing.</summary>
    public long Timeline { get; init; }

    /// <summary>The schema this program writes and the newest it reads.</summary>
    public const int SchemaVersionMax = 2;

    /// <summary>The most shards a database may have.</summary>
    public const int ShardCountMax = 1024;
}
