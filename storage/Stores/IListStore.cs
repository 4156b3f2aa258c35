namespace Shipments.Storage;

/// <summary>The columns of parcels, in the orders that lists have.</summary>
internal interface IListStore
{
    /// <summary>The most rows one call passes over.</summary>
    const int RowsPassedMax = 10_000;

    /// <summary>Reads parcels of one tenant in order, on one snapshot. Row by row at most <see cref="RowsPassedMax"/> are looked at.</summary>
    /// <param name="query">Which parcels.</param>
    /// <param name="rowsMax">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ParcelRows> ReadParcelsAsync(ParcelListQuery query, int rowsMax, CancellationToken cancellationToken);
}
