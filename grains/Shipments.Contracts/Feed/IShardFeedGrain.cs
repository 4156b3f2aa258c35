using Orleans.Concurrency;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Feed;

/// <summary>
/// The changes of one shard's parcels, read from the journal where the shard's owner is. Key: <c>feed/{shard}</c>. It holds nothing and
/// changes nothing, so every call interleaves with every other. Call it through <see cref="Calls.GrainCalls"/>.
/// </summary>
[Alias("shipments.feed")]
public interface IShardFeedGrain : IGrainWithStringKey
{
    /// <summary>
    /// Reads a tenant's committed changes after a place, and waits for a first one. OVERLOADED past
    /// <see cref="FeedBounds.ReadsMax"/> reads of a shard at once; UNAVAILABLE when the silo stops.
    /// </summary>
    /// <param name="query">From where, whose, and how many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    // Longer than the longest wait for a change (FeedBounds.WaitMax), which the silos' own limit need not be.
    [ResponseTimeout("00:00:40")]
    [AlwaysInterleave]
    [Alias("read")]
    Task<ReadShardReply> Read(ReadShardQuery query, CancellationToken cancellationToken);

    /// <summary>Says where the journal of the shard begins and ends.</summary>
    /// <param name="query">Which places.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [AlwaysInterleave]
    [Alias("places")]
    Task<ShardPlacesReply> Places(ShardPlacesQuery query, CancellationToken cancellationToken);
}
