using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Numbers;

/// <summary>Drops held scans and noted names whose 30 days have passed.</summary>
internal sealed class ExpireItem : InboxItem<NumberState, NumberTurn, StepReply>
{
    /// <inheritdoc/>
    public override void Apply(NumberTurn turn) => turn.Expire();

    protected override StepReply MakeReply(NumberState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = CallHeaders.Ok };

    protected override StepReply MakeFailure(CallHeader header) => new() { Header = header };
}
