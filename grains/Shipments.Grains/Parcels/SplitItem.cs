using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;

namespace Shipments.Grains.Parcels;

/// <summary>The end of this parcel's merge into another one.</summary>
internal sealed class SplitItem(SplitParcelCommand command, string parcelId) : ChangeItem(command.RequestId, command.ContentHash, parcelId)
{
    /// <inheritdoc/>
    protected override Domain.Rejection Change(ParcelTurn turn, out string detail) => turn.Split(command.IfVersion, out detail);
}
