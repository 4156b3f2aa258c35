namespace Shipments.Storage;

/// <summary>
/// What other silos tell a silo that cannot ask the store who owns what. Thread-safe. Nothing told can do harm: a shard let go too early is opened
/// again at the next renewal, and who may write the store decides at each commit.
/// </summary>
public interface IOwnerNews
{
    /// <summary>Whether this silo's lease is confirmed now, so that it may act for the shards it owns. False before the start and after the stop.</summary>
    bool HasLease { get; }

    /// <summary>
    /// Takes a silo at its word, unless this silo's lease is confirmed or the store was asked later: the silo is the owner of what it says, and this
    /// one lets go of those shards. Callers that wait for the store are answered.
    /// </summary>
    /// <param name="owner">The address of the silo that was asked.</param>
    /// <param name="shards">What it owns under a confirmed lease; numbers that are no shards are passed over.</param>
    /// <param name="asked">When it was asked, of the storage's clock.</param>
    /// <returns>How many shards were let go.</returns>
    int Believe(string owner, IReadOnlyList<int> shards, long asked);
}
