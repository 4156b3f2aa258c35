namespace Shipments.Contracts.Feed;

/// <summary>The bounds of reading a shard's changes.</summary>
public static class FeedBounds
{
    /// <summary>Reads of one shard under way at once: 4,096. One more is answered OVERLOADED.</summary>
    public const int ReadsMax = 4_096;

    /// <summary>Changes of one read: 1,000.</summary>
    public const int ChangesMax = 1_000;

    /// <summary>Bytes of the changes of one read: 4 MiB. A first change is given whatever its size.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    /// <summary>Journal entries one read looks at before it answers with what it has: 10,000.</summary>
    public const int EntriesMax = 10_000;

    /// <summary>How long a read waits for a first change: at most 20 s.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(20);
}
