using Shipments.Contracts.Messages;
using Shipments.Domain.Epcis.Export;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Parcels;

/// <summary>A read that has to load the parcel first, or to wait for the changes under way. It changes nothing.</summary>
internal sealed class GetItem(GetParcelQuery query, string parcelId, int shard) : InboxItem<ParcelState, ParcelTurn, GetParcelReply>
{
    public static GetParcelReply ReplyOf(GetParcelQuery query, string parcelId, int shard, ParcelState state, long version) =>
        !state.Registered ? new GetParcelReply { Header = CallHeaders.Refused(Domain.Rejection.ParcelNotFound, parcelId) }
            : query.Epcis ? HistoryOf(parcelId, state)
            : new GetParcelReply
            {
                Header = CallHeaders.Ok, Parcel = ParcelViews.Of(parcelId, state, version, query.Full), Shard = shard, Version = version,
            };

    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn)
    {
    }

    protected override GetParcelReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry) =>
        ReplyOf(query, parcelId, shard, state, version);

    protected override GetParcelReply MakeFailure(CallHeader header) => new() { Header = header };

    private static GetParcelReply HistoryOf(string parcelId, ParcelState state)
    {
        EpcisExport export = EpcisExport.Of(parcelId, state);
        return new GetParcelReply
        {
            Header = CallHeaders.Ok, EpcisDocument = export.Document, EpcisEvents = export.Events, EpcisLeftOut = export.LeftOut,
        };
    }
}
