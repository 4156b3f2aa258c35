using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;
using Shipments.Domain.Numbers;
using Shipments.Grains.Placement;

namespace Shipments.Grains.Numbers;

/// <summary>
/// A tracking number's shell. Every method interleaves with every other: changes only join the inbox; reads see the last committed state.
/// It calls nobody: what it has to tell parcels is in its entries, and the feed carries it.
/// </summary>
[ShardPlacement]
internal sealed class TrackingNumberGrain(
    JournaledServices services, NumberRules rules, IGrainContext context, ILogger<TrackingNumberGrain> logger)
    : JournaledGrain<NumberState, NumberTurn>(services, rules, context, logger), ITrackingNumberGrain
{
    /// <inheritdoc/>
    public Task<RouteReply> RecordOrRoute(RouteCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new RouteItem(command), cancellationToken);

    /// <inheritdoc/>
    public Task<LookupNumberReply> Lookup(LookupNumberQuery query, CancellationToken cancellationToken)
    {
        if (NotOwned() is { } header)
            return Task.FromResult(new LookupNumberReply { Header = header });
        return Inbox.Committed is { } state
            ? Task.FromResult(LookupItem.ReplyOf(state))
            : SubmitAsync(new LookupItem(), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<StepReply> Heed(StepCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new HeedItem(command), cancellationToken);

    /// <inheritdoc/>
    public Task<StepReply> StepAnswered(StepAnsweredCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new StepAnsweredItem(command), cancellationToken);

    /// <inheritdoc/>
    public Task<StepReply> Expire(CancellationToken cancellationToken) => SubmitAsync(new ExpireItem(), cancellationToken);
}
