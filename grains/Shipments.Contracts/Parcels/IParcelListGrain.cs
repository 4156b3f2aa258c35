using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Parcels;

/// <summary>Lists of a tenant's parcels. Key: the tenant. It holds nothing and is served by any silo. Call it through <see cref="Calls.GrainCalls"/>.</summary>
[Alias("shipments.parcel-list")]
public interface IParcelListGrain : IGrainWithStringKey
{
    /// <summary>Reads a page.</summary>
    /// <param name="query">Which parcels; <c>rows_max</c> is 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [Alias("list")]
    Task<ListParcelsReply> List(ListParcelsQuery query, CancellationToken cancellationToken);
}
