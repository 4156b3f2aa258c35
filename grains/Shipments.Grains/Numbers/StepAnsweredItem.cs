using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Numbers;

/// <summary>How a step of this number ended. Scans that were taken are held no longer.</summary>
internal sealed class StepAnsweredItem(StepAnsweredCommand command) : InboxItem<NumberState, NumberTurn, StepReply>
{
    /// <inheritdoc/>
    public override bool IsStep => true;

    /// <inheritdoc/>
    public override void Apply(NumberTurn turn) => turn.StepAnswered(command.Version, command.Ordinal, command.Step, command.Refused);

    protected override StepReply MakeReply(NumberState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = CallHeaders.Ok };

    protected override StepReply MakeFailure(CallHeader header) => new() { Header = header };
}
