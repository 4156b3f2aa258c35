using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Numbers;

/// <summary>A step of a parcel: it holds the number, or hands back scans that are not its alone. Or of a container the number is in.</summary>
internal sealed class HeedItem(StepCommand command) : InboxItem<NumberState, NumberTurn, StepReply>
{
    private CallHeader _header = CallHeaders.Ok;

    /// <inheritdoc/>
    public override bool IsStep => true;

    /// <inheritdoc/>
    public override void Apply(NumberTurn turn)
    {
        bool isHeeded = turn.HasHeeded(command.Source, command.Version, command.Ordinal);
        Domain.Rejection rejection = isHeeded ? Domain.Rejection.None : Heed(turn);
        _header = CallHeaders.Of(rejection, command.Source);
    }

    protected override StepReply MakeReply(NumberState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = _header };

    protected override StepReply MakeFailure(CallHeader header) => new() { Header = header };

    private Domain.Rejection Heed(NumberTurn turn) => command.Step.WorkCase switch
    {
        OutgoingStep.WorkOneofCase.AttachNumber =>
            turn.HeedAttach(command.Source, command.Version, command.Ordinal, command.Step.AttachNumber),
        OutgoingStep.WorkOneofCase.DetachNumber =>
            turn.HeedDetach(command.Source, command.Version, command.Ordinal, command.Step.DetachNumber),
        OutgoingStep.WorkOneofCase.ReturnScans =>
            turn.HeedReturned(command.Source, command.Version, command.Ordinal, command.Step.ReturnScans),
        OutgoingStep.WorkOneofCase.DeriveScans => turn.HeedDerived(command.Step.DeriveScans),
        OutgoingStep.WorkOneofCase.None or OutgoingStep.WorkOneofCase.HoldersChanged or OutgoingStep.WorkOneofCase.TakeScans
            or OutgoingStep.WorkOneofCase.Absorb or OutgoingStep.WorkOneofCase.MirrorScans or OutgoingStep.WorkOneofCase.Withdraw
            or OutgoingStep.WorkOneofCase.NextSlice or OutgoingStep.WorkOneofCase.NamesTold =>
            throw new InvalidOperationException($"A number got the step {command.Step.WorkCase} of {command.Source}."),
    };
}
