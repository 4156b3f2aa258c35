using System.ComponentModel.DataAnnotations;

namespace Shipments.Storage;

/// <summary>Bounds and times of storage.</summary>
public sealed class StorageOptions
{
    /// <summary>Where this silo is reached; recorded with its lease and answered by <see cref="IShardOwnership.OwnerOf"/>.</summary>
    /// <value>1 to 256 characters. Default <c>localhost</c>.</value>
    [Required]
    [StringLength(256, MinimumLength = 1)]
    public string Address { get; set; } = "localhost";

    /// <summary>How many shards a new database gets. An existing one keeps its own.</summary>
    /// <value>A power of two, 1 to 1,024. Default 64.</value>
    [Range(1, 1024)]
    public int ShardCount { get; set; } = 64;

    /// <summary>How many connections commit, each for its own shards.</summary>
    /// <value>1 to 8. Default 1: a database in files has one writer anyway.</value>
    [Range(1, 8)]
    public int CommitConnections { get; set; } = 1;

    /// <summary>How long the silo's lease lasts unless it is renewed.</summary>
    /// <value>1 s to 5 min. Default 3.5 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan LeaseLength { get; set; } = TimeSpan.FromSeconds(3.5);

    /// <summary>How often the lease is renewed. At most a third of <see cref="LeaseLength"/>.</summary>
    /// <value>100 ms to 1 min. Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan LeaseRenewEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much this silo ends its lease before the store does. Less than half of <see cref="LeaseLength"/>.</summary>
    /// <value>100 ms to 1 min. Default 500 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan LeaseMargin { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a lapsed lease of another silo is left alone; its owner ended it <see cref="LeaseMargin"/> before it lapsed.</summary>
    /// <value>0 to 5 min. Default 250 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan LeaseGrace { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Whether storage takes shards as soon as it is started. False: only when <see cref="ShipmentsStorage.JoinAsync"/> is called, which the hosted
    /// service does once every service of the host has started. A silo of a cluster needs that: calls for its shards would find no silo before.
    /// </summary>
    /// <value>Default true.</value>
    public bool JoinAtStart { get; set; } = true;

    /// <summary>How often a silo looks whether it has more shards than another, and hands some over. 0: never.</summary>
    /// <value>0 to 1 min. Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan BalanceEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The most entries one commit takes.</summary>
    /// <value>1 to 100,000. Default 4,096.</value>
    [Range(1, 100_000)]
    public int BatchEntriesMax { get; set; } = 4096;

    /// <summary>The most entry bytes one commit takes, unless its first entry alone has more.</summary>
    /// <value>1 KiB to 64 MiB. Default 4 MiB.</value>
    [Range(1 << 10, 64 << 20)]
    public int BatchBytesMax { get; set; } = 4 << 20;

    /// <summary>The most appends that wait for a commit on one connection. One more is answered <see cref="AppendStatus.Overloaded"/>.</summary>
    /// <value>1 to 1,000,000. Default 65,536.</value>
    [Range(1, 1_000_000)]
    public int QueuedEntriesMax { get; set; } = 65_536;

    /// <summary>The most entry bytes that wait for a commit on one connection.</summary>
    /// <value>1 MiB to 1 GiB. Default 64 MiB.</value>
    [Range(1 << 20, 1 << 30)]
    public int QueuedBytesMax { get; set; } = 64 << 20;

    /// <summary>
    /// The most memory of states whose rows are not written yet. From half of it appends are paced to the flush; at it, an actor without
    /// unwritten state is answered <see cref="AppendStatus.Overloaded"/>. Exempt sessions and a take-over may exceed it.
    /// </summary>
    /// <value>1 KiB to 64 GiB. Default an eighth of the memory the process may use, 512 MiB to 4 GiB.</value>
    [Range(1L << 10, 64L << 30)]
    public long DirtyBytesMax { get; set; } = Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8, 512L << 20, 4L << 30);

    /// <summary>The age at which an unwritten state is flushed when little is appended.</summary>
    /// <value>0 to 10 s. Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:10", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan FlushAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The age at which it is flushed under load, so that many entries of an actor become one row. At least <see cref="FlushAfter"/>.</summary>
    /// <value>0 to 1 min. Default 20 s.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan FlushWithin { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The most loads that wait for their rows. One more is refused.</summary>
    /// <value>1 to 1,000,000. Default 65,536.</value>
    [Range(1, 1_000_000)]
    public int LoadsWaitingMax { get; set; } = 65_536;

    /// <summary>The most recent entries of a shard that are kept in memory for readers of the feed.</summary>
    /// <value>1 to 1,000,000. Default 4,096.</value>
    [Range(1, 1_000_000)]
    public int FeedTailEntriesMax { get; set; } = 4096;

    /// <summary>The most bytes of a shard's recent entries that are kept in memory.</summary>
    /// <value>1 KiB to 1 GiB. Default 1 MiB.</value>
    [Range(1 << 10, 1 << 30)]
    public int FeedTailBytesMax { get; set; } = 1 << 20;

    /// <summary>How long the journal is kept. Unflushed entries and those a built-in reader has not passed are kept longer.</summary>
    /// <value>1 min to 3,650 days. Default 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often the journal is trimmed.</summary>
    /// <value>1 s to 1 day. Default 1 min.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan RetentionEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The readers of the feed that hold retention back, also before they saved their first cursor.</summary>
    /// <value>Up to 32 actor key parts. Default none.</value>
    [MaxLength(32)]
    public IList<string> BuiltInConsumers { get; } = [];

    /// <summary>How long a graceful stop may flush before it gives up and leaves the rest to the next start.</summary>
    /// <value>1 s to 10 min. Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(30);
}
