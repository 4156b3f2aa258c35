using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;

namespace Shipments.Grains.Parcels;

/// <summary>A cancellation.</summary>
internal sealed class CancelItem(CancelParcelCommand command, string parcelId) : ChangeItem(command.RequestId, command.ContentHash, parcelId)
{
    /// <inheritdoc/>
    protected override Domain.Rejection Change(ParcelTurn turn, out string detail) => turn.Cancel(command.IfVersion, command.Note, out detail);
}
