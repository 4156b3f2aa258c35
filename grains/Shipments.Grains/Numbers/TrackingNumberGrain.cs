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
    public ValueTask<RouteReply> RecordOrRoute(RouteCommand command, CancellationToken cancellationToken) =>
        new(SubmitAsync(new RouteItem(command)));

    /// <inheritdoc/>
    public Task<NoteNamesReply> NoteNames(NoteNamesCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new NoteNamesItem(command));

    /// <inheritdoc/>
    public ValueTask<LookupNumberReply> Lookup(LookupNumberQuery query, CancellationToken cancellationToken)
    {
        if (NotOwned() is { } header)
            return new ValueTask<LookupNumberReply>(new LookupNumberReply { Header = header });
        return Inbox.Committed(out _) is { } state
            ? new ValueTask<LookupNumberReply>(LookupItem.ReplyOf(state))
            : new ValueTask<LookupNumberReply>(SubmitAsync(new LookupItem()));
    }

    /// <inheritdoc/>
    public Task<StepReply> Heed(StepCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new HeedItem(command));

    /// <inheritdoc/>
    public Task<StepReply> StepAnswered(StepAnsweredCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new StepAnsweredItem(command));

    /// <inheritdoc/>
    public Task<StepReply> Expire(CancellationToken cancellationToken) => SubmitAsync(new ExpireItem());
}
