using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;

namespace Shipments.Grains.Parcels;

/// <summary>A number that a caller gives the parcel.</summary>
internal sealed class AttachNumberItem(ParcelNumberCommand command, string parcelId) : ChangeItem(command.RequestId, command.ContentHash, parcelId)
{
    /// <inheritdoc/>
    protected override Domain.Rejection Change(ParcelTurn turn, out string detail) =>
        turn.AttachNumber(command.Number, command.FromStated, command.IfVersion, out detail);
}
