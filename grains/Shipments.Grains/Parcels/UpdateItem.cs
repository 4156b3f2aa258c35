using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;

namespace Shipments.Grains.Parcels;

/// <summary>A change of what is registered.</summary>
internal sealed class UpdateItem(UpdateParcelCommand command, string parcelId) : ChangeItem(command.RequestId, command.ContentHash, parcelId)
{
    /// <inheritdoc/>
    protected override Domain.Rejection Change(ParcelTurn turn, out string detail) =>
        turn.Update(command.Values, (ParcelFields)command.Fields, command.IfVersion, out detail);
}
