namespace Shipments.Storage;

/// <summary>Lists with their freshness, which is taken before the rows are read: the rows can only be newer.</summary>
internal sealed class ParcelLists(StorageContext context, Flusher flusher) : IParcelLists
{
    public async ValueTask<ParcelListPage> ReadAsync(ParcelListQuery query, int rowsMax, CancellationToken cancellationToken)
    {
        if (!ActorKey.IsPart(query.Tenant))
            throw new ArgumentException($"'{query.Tenant}' is no tenant.", nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsMax, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowsMax, IParcelLists.RowsMax);
        DateTimeOffset? readAt = flusher.WrittenUpTo is { } mark ? context.Time.GetUtcNow() - context.Time.GetElapsedTime(mark) : null;
        ParcelRows rows = await context.Store.ReadParcelsAsync(query, rowsMax, cancellationToken);
        return new ParcelListPage(rows.Rows, rows.Next, readAt);
    }
}
