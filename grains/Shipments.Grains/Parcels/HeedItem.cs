using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Parcels;

/// <summary>A step of a tracking number, what the parcel holds of it, scans that are the parcel's or numbers named under it; of another parcel, about a merge; or of a container it was in.</summary>
internal sealed class HeedItem(StepCommand command) : InboxItem<ParcelState, ParcelTurn, StepReply>
{
    private CallHeader _header = CallHeaders.Ok;

    /// <inheritdoc/>
    public override bool IsStep => true;

    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn)
    {
        bool isHeeded = turn.HasHeeded(command.Source, command.Version, command.Ordinal);
        Domain.Rejection rejection = isHeeded ? Domain.Rejection.None : Heed(turn);
        _header = CallHeaders.Of(rejection, command.Source);
    }

    protected override StepReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = _header };

    protected override StepReply MakeFailure(CallHeader header) => new() { Header = header };

    private Domain.Rejection Heed(ParcelTurn turn) => command.Step.WorkCase switch
    {
        OutgoingStep.WorkOneofCase.HoldersChanged =>
            turn.HeedHolders(command.Source, command.Version, command.Ordinal, command.Step.HoldersChanged),
        OutgoingStep.WorkOneofCase.TakeScans =>
            turn.HeedScans(command.Source, command.Version, command.Ordinal, command.Step.TakeScans, out _),
        OutgoingStep.WorkOneofCase.NamesTold =>
            turn.HeedNames(command.Source, command.Version, command.Ordinal, command.Step.NamesTold),
        OutgoingStep.WorkOneofCase.Absorb or OutgoingStep.WorkOneofCase.MirrorScans or OutgoingStep.WorkOneofCase.Withdraw =>
            turn.HeedMerging(command.Source, command.Version, command.Ordinal, command.Step),
        OutgoingStep.WorkOneofCase.DeriveScans => turn.HeedDerived(command.Step.DeriveScans, command.Version),
        OutgoingStep.WorkOneofCase.NextSlice or OutgoingStep.WorkOneofCase.None or OutgoingStep.WorkOneofCase.AttachNumber or OutgoingStep.WorkOneofCase.ReturnScans
            or OutgoingStep.WorkOneofCase.DetachNumber =>
            throw new InvalidOperationException($"A parcel got the step {command.Step.WorkCase} of {command.Source}."),
    };
}
