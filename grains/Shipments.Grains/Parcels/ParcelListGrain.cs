using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Storage;

namespace Shipments.Grains.Parcels;

/// <summary>Reads lists where its caller is. Reads wait for the database only, and none sees another, so they interleave.</summary>
[StatelessWorker(1)]
[Reentrant]
internal sealed class ParcelListGrain(IParcelLists lists, IGrainContext context, ILogger<ParcelListGrain> logger) : Grain, IParcelListGrain
{
    private readonly string _tenant = context.GrainId.Key.ToString()!;

    /// <inheritdoc/>
    public async Task<ListParcelsReply> List(ListParcelsQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return ListViews.Of(await lists.ReadAsync(ListViews.QueryOf(_tenant, query), query.RowsMax, cancellationToken));
        }
        catch (StorageUnavailableException exception)
        {
            GrainLog.ListFailed(logger, exception, _tenant);
            return new ListParcelsReply { Header = CallHeaders.Unavailable };
        }
    }
}
