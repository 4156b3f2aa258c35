using Shipments.Contracts.Messages;
using Shipments.Domain.Containers;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Containers;

/// <summary>A step of a container around this one, or its own one to go on with the next members.</summary>
internal sealed class HeedItem(StepCommand command) : InboxItem<ContainerState, ContainerTurn, StepReply>
{
    private CallHeader _header = CallHeaders.Ok;

    /// <inheritdoc/>
    public override bool IsStep => true;

    /// <inheritdoc/>
    public override void Apply(ContainerTurn turn) => _header = CallHeaders.Of(Heed(turn), command.Source);

    protected override StepReply MakeReply(ContainerState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = _header };

    protected override StepReply MakeFailure(CallHeader header) => new() { Header = header };

    private Domain.Rejection Heed(ContainerTurn turn)
    {
        switch (command.Step.WorkCase)
        {
            case OutgoingStep.WorkOneofCase.DeriveScans:
                return turn.Heed(command.Step.DeriveScans);
            case OutgoingStep.WorkOneofCase.NextSlice:
                turn.NextSlice(command.Version, command.Step.NextSlice.Late);
                return Domain.Rejection.None;
            default:
                throw new InvalidOperationException($"A container got the step {command.Step.WorkCase} of {command.Source}.");
        }
    }
}
