using System.ComponentModel.DataAnnotations;

namespace Shipments.Storage;

/// <summary>Which PostgreSQL database is used, and with how many connections.</summary>
public sealed class PostgresStorageOptions
{
    /// <summary>
    /// Where the database is, as Npgsql reads it. Connections must be direct: a pooler between is refused at start. Pool sizes and timeouts
    /// in it are overruled by the options below. Its role owns the tables, or finds them made by <see cref="PostgresSchema.Script"/>.
    /// </summary>
    /// <value>1 to 4,096 characters. No default.</value>
    [Required]
    [StringLength(4096, MinimumLength = 1)]
    public string ConnectionString { get; set; } = "";

    /// <summary>The most connections that read and write rows, cursors and blocks. Commits have connections of their own.</summary>
    /// <value>1 to 200. Default 8.</value>
    [Range(1, 200)]
    public int RowConnectionsMax { get; set; } = 8;

    /// <summary>The most connections for leases and owners, so that a renewal never waits behind rows.</summary>
    /// <value>1 to 16. Default 3.</value>
    [Range(1, 16)]
    public int ControlConnectionsMax { get; set; } = 3;

    /// <summary>How long a connection attempt may take.</summary>
    /// <value>1 s to 1 min, whole seconds. Default 5 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a commit may take before its outcome counts as unknown and is settled.</summary>
    /// <value>1 s to 5 min, whole seconds. Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long any other statement may take.</summary>
    /// <value>1 s to 5 min, whole seconds. Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The stretch of time one partition of the journal holds. The journal is trimmed by whole partitions.</summary>
    /// <value>1 h to 30 days. Default 1 day. A change holds for partitions made from then on.</value>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan PartitionWidth { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many partitions are made ahead of the one in use.</summary>
    /// <value>1 to 32. Default 2.</value>
    [Range(1, 32)]
    public int PartitionsAhead { get; set; } = 2;
}
