using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Domain.Parcels.Merging;

namespace Shipments.Grains.Parcels;

/// <summary>Parcels that are to be merged into this one.</summary>
internal sealed class MergeItem(MergeParcelsCommand command, string parcelId) : ChangeItem(command.RequestId, command.ContentHash, parcelId)
{
    /// <inheritdoc/>
    protected override Domain.Rejection Change(ParcelTurn turn, out string detail) =>
        turn.Merge([.. command.Sources.Select(CandidateOf)], command.IfVersion, out detail);

    private static MergeCandidate CandidateOf(MergeSource source) =>
        new(source.Parcel, source.ScanCount, (Domain.Rejection)(int)source.Rejection, source.Detail);
}
