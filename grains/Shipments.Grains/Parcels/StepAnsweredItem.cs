using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Parcels;

/// <summary>How a step of this parcel ended. Only a refusal for good leaves a trace.</summary>
internal sealed class StepAnsweredItem(StepAnsweredCommand command) : InboxItem<ParcelState, ParcelTurn, StepReply>
{
    /// <inheritdoc/>
    public override bool IsStep => true;

    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn)
    {
        if (command.Step.WorkCase == OutgoingStep.WorkOneofCase.AttachNumber)
            turn.StepAnswered(command.Version, command.Ordinal, command.Step.AttachNumber, command.Refused);
        else if (command.Refused.Length > 0)
            turn.MergingRefused(command.Step, command.Refused);
    }

    protected override StepReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = CallHeaders.Ok };

    protected override StepReply MakeFailure(CallHeader header) => new() { Header = header };
}
