using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;

namespace Shipments.Grains.Parcels;

/// <summary>A number that a caller takes away from the parcel.</summary>
internal sealed class DetachNumberItem(ParcelNumberCommand command, string parcelId) : ChangeItem(command.RequestId, command.ContentHash, parcelId)
{
    /// <inheritdoc/>
    protected override Domain.Rejection Change(ParcelTurn turn, out string detail) =>
        turn.DetachNumber(command.Number.Number, command.IfVersion, out detail);
}
