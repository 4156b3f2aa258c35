using Shipments.Contracts;
using Shipments.Contracts.Feed;
using Shipments.Contracts.Messages;
using Shipments.Grains.Placement;
using Shipments.Storage;

namespace Shipments.Grains.Feed;

/// <summary>
/// The shell of a shard's feed. Reads interleave with each other: each has its own place, and they share only the count of those under way.
/// </summary>
[ShardPlacement]
internal sealed class ShardFeedGrain : Grain, IShardFeedGrain
{
    private readonly ShardFeedReader _reader;
    private readonly IShardOwnership _ownership;
    private readonly TimeProvider _time;
    private readonly long _since;
    private readonly int _shard;

    public ShardFeedGrain(IJournalFeed feed, IShardOwnership ownership, FeedStop stop, TimeProvider time, IGrainContext context)
    {
        string? key = context.GrainId.Key.ToString();
        if (!ActorKeys.TryReadFeed(key, out _shard) || _shard >= ownership.ShardCount)
            throw new ArgumentException($"'{key}' is no feed of a shard: there are {ownership.ShardCount}.");
        (_ownership, _time, _since) = (ownership, time, time.GetTimestamp());
        _reader = new ShardFeedReader(_shard, feed, ownership, time, stop.Token);
    }

    /// <inheritdoc/>
    public async Task<ReadShardReply> Read(ReadShardQuery query, CancellationToken cancellationToken)
    {
        ReadShardReply reply = await _reader.ReadAsync(query, cancellationToken);
        LeaveIfMoved(reply.Header);
        return reply;
    }

    /// <inheritdoc/>
    public async Task<ShardPlacesReply> Places(ShardPlacesQuery query, CancellationToken cancellationToken)
    {
        ShardPlacesReply reply = await _reader.PlacesAsync(query, cancellationToken);
        LeaveIfMoved(reply.Header);
        return reply;
    }

    private void LeaveIfMoved(CallHeader header)
    {
        if (header.Status == CallStatus.Moved)
            GrainContext.MoveOnIdle(_ownership, _shard, _since, _time);
    }
}
