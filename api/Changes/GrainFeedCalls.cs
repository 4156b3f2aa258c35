using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Feed;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Changes;

/// <summary>Calls the feeds as grains. A read that fails on its way has changed nothing, so it is answered as UNAVAILABLE.</summary>
internal sealed class GrainFeedCalls(IGrainFactory grains, TimeProvider time) : IFeedCalls
{
    private readonly GrainReferences<IShardFeedGrain> _feeds = new(grains);

    /// <inheritdoc/>
    public async ValueTask<ReadShardReply> Read(int shard, ReadShardQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await GrainCalls.InvokeAsync(
                static (call, token) => call.Grain.Read(call.query, token), (Grain: Of(shard), query), time, cancellationToken);
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            return new ReadShardReply { Header = new CallHeader { Status = CallStatus.Unavailable } };
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ShardPlacesReply> Places(int shard, ShardPlacesQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await GrainCalls.InvokeAsync(
                static (call, token) => call.Grain.Places(call.query, token), (Grain: Of(shard), query), time, cancellationToken);
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            return new ShardPlacesReply { Header = new CallHeader { Status = CallStatus.Unavailable } };
        }
    }

    private IShardFeedGrain Of(int shard) => _feeds.Of(ActorKeys.Feed(shard));
}
