using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Parcels;

/// <summary>A read that has to load the parcel first. It changes nothing.</summary>
internal sealed class GetItem(GetParcelQuery query, string parcelId) : InboxItem<ParcelState, ParcelTurn, GetParcelReply>
{
    public static GetParcelReply ReplyOf(GetParcelQuery query, string parcelId, ParcelState state, long version) =>
        state.Registered
            ? new GetParcelReply { Header = CallHeaders.Ok, Parcel = ParcelViews.Of(parcelId, state, version, query.Full) }
            : new GetParcelReply { Header = CallHeaders.Refused(Domain.Rejection.ParcelNotFound, parcelId) };

    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn)
    {
    }

    protected override GetParcelReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry) => ReplyOf(query, parcelId, state, version);

    protected override GetParcelReply MakeFailure(CallHeader header) => new() { Header = header };
}
