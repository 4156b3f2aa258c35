using Shipments.Contracts.Messages;
using Shipments.Domain.Containers;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Containers;

/// <summary>How a step of this container ended. Only a refusal for good, and the answer of a late member, leave a trace.</summary>
internal sealed class StepAnsweredItem(StepAnsweredCommand command) : InboxItem<ContainerState, ContainerTurn, StepReply>
{
    /// <inheritdoc/>
    public override bool IsStep => true;

    /// <inheritdoc/>
    public override void Apply(ContainerTurn turn) => turn.StepAnswered(command.Version, command.Ordinal, command.Refused);

    protected override StepReply MakeReply(ContainerState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = CallHeaders.Ok };

    protected override StepReply MakeFailure(CallHeader header) => new() { Header = header };
}
