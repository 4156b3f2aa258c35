using Shipments.Contracts.Messages;

namespace Shipments.Api.Parcels;

/// <summary>The calls of the front door to parcels, so that its own logic runs without a silo in tests. Each call ends after the commit.</summary>
internal interface IParcelCalls
{
    /// <summary>Registers a parcel.</summary>
    ValueTask<RegisterReply> Register(string tenant, string parcelId, RegisterCommand command, CancellationToken cancellationToken);

    /// <summary>Records scans at a parcel.</summary>
    ValueTask<RecordReply> Record(string tenant, string parcelId, RecordCommand command, CancellationToken cancellationToken);

    /// <summary>Attaches numbers that a carrier named.</summary>
    ValueTask<LinkNumbersReply> LinkNumbers(string tenant, string parcelId, LinkNumbersCommand command, CancellationToken cancellationToken);

    /// <summary>Gives a parcel a further number.</summary>
    ValueTask<ChangeParcelReply> AttachNumber(string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken);

    /// <summary>Takes a number away from a parcel.</summary>
    ValueTask<ChangeParcelReply> DetachNumber(string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken);

    /// <summary>Cancels a parcel.</summary>
    ValueTask<ChangeParcelReply> Cancel(string tenant, string parcelId, CancelParcelCommand command, CancellationToken cancellationToken);

    /// <summary>Changes what is registered of a parcel.</summary>
    ValueTask<ChangeParcelReply> Update(string tenant, string parcelId, UpdateParcelCommand command, CancellationToken cancellationToken);

    /// <summary>Asks parcels to be merged into a parcel.</summary>
    ValueTask<ChangeParcelReply> Merge(string tenant, string parcelId, MergeParcelsCommand command, CancellationToken cancellationToken);

    /// <summary>Ends a parcel's merge into another one.</summary>
    ValueTask<ChangeParcelReply> Split(string tenant, string parcelId, SplitParcelCommand command, CancellationToken cancellationToken);

    /// <summary>Reads a page of a list.</summary>
    ValueTask<ListParcelsReply> List(string tenant, ListParcelsQuery query, CancellationToken cancellationToken);

    /// <summary>Reads a parcel.</summary>
    ValueTask<GetParcelReply> Get(string tenant, string parcelId, GetParcelQuery query, CancellationToken cancellationToken);
}
