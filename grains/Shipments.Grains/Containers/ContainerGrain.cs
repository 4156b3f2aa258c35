using Microsoft.Extensions.Logging;
using Shipments.Contracts.Containers;
using Shipments.Contracts.Messages;
using Shipments.Domain.Containers;
using Shipments.Grains.Placement;

namespace Shipments.Grains.Containers;

/// <summary>
/// A container's shell. Every method interleaves with every other: changes only join the inbox; reads see the last committed state.
/// It calls nobody: what it has to tell its members is in its entries, and the feed carries it.
/// </summary>
[ShardPlacement]
internal sealed class ContainerGrain(
    JournaledServices services, ContainerRules rules, IGrainContext context, ILogger<ContainerGrain> logger)
    : JournaledGrain<ContainerState, ContainerTurn>(services, rules, context, logger), IContainerGrain
{
    /// <inheritdoc/>
    public Task<ChangeContainerReply> Change(ChangeContainerCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new ChangeItem(command, Key.Id));

    /// <inheritdoc/>
    public Task<GetContainerReply> Get(GetContainerQuery query, CancellationToken cancellationToken)
    {
        if (NotOwned() is { } header)
            return Task.FromResult(new GetContainerReply { Header = header });
        return Inbox.Committed(out _) is { } state
            ? Task.FromResult(GetItem.ReplyOf(query, Key.Id, state))
            : SubmitAsync(new GetItem(query, Key.Id));
    }

    /// <inheritdoc/>
    public Task<StepReply> Heed(StepCommand command, CancellationToken cancellationToken) => SubmitAsync(new HeedItem(command));

    /// <inheritdoc/>
    public Task<StepReply> StepAnswered(StepAnsweredCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new StepAnsweredItem(command));
}
