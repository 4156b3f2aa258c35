namespace Shipments.Storage;

/// <summary>Lists of parcels. They are read from the rows, which follow the journal by the flush. Thread-safe.</summary>
public interface IParcelLists
{
    /// <summary>The most rows of a page: 1,000.</summary>
    const int RowsMax = 1000;

    /// <summary>Reads a page. It passes over a bounded number of rows, so it may end before it is full and give where to go on.</summary>
    /// <param name="query">Which parcels.</param>
    /// <param name="rowsMax">At most so many, 1 to <see cref="RowsMax"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">The database did not answer.</exception>
    ValueTask<ParcelListPage> ReadAsync(ParcelListQuery query, int rowsMax, CancellationToken cancellationToken);
}
