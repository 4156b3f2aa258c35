namespace Shipments.Storage;

/// <summary>Statements that list parcels by an index of each order.</summary>
internal sealed class PostgresLists(PostgresDatabase database)
{
    public async ValueTask<ParcelRows> ReadAsync(ParcelListQuery query, int rowsMax, CancellationToken cancellationToken)
    {
        ParcelListPosition from = query.Begin();
        List<ListedParcel> passed = await database.RowsAsync(
            c => c.ListAsync(
                Text(query),
                row => new ListedParcel(row.GetString(0), new ListColumns(
                    row.GetInt32(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6))),
                cancellationToken,
                query.Tenant,
                from.AtMs,
                from.ParcelId,
                query.EndMs,
                (long)IListStore.RowsPassedMax + 1),
            cancellationToken);
        return Page(query, passed, rowsMax);
    }

    private static ParcelRows Page(ParcelListQuery query, List<ListedParcel> passed, int rowsMax)
    {
        var rows = new List<ListedParcel>(Math.Min(rowsMax, 64));
        ParcelListPosition? last = null;
        for (int i = 0; i < passed.Count; i++)
        {
            if (rows.Count == rowsMax || i == IListStore.RowsPassedMax)
                return new ParcelRows(rows, last);
            last = query.PlaceOf(passed[i]);
            if (query.Has(passed[i].Columns))
                rows.Add(passed[i]);
        }

        return new ParcelRows(rows, null);
    }

    private static string Text(ParcelListQuery query) => (query.Order, query.Descending) switch
    {
        (ParcelOrder.Created, false) => """
            SELECT parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels
            WHERE tenant = $1 AND (created_ms, parcel_id) > ($2, $3) AND created_ms < $4 ORDER BY created_ms, parcel_id LIMIT $5
            """,
        (ParcelOrder.Created, true) => """
            SELECT parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels
            WHERE tenant = $1 AND (created_ms, parcel_id) < ($2, $3) AND created_ms >= $4 ORDER BY created_ms DESC, parcel_id DESC LIMIT $5
            """,
        (ParcelOrder.LastEvent, false) => """
            SELECT parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels
            WHERE tenant = $1 AND (last_event_ms, parcel_id) > ($2, $3) AND last_event_ms < $4 ORDER BY last_event_ms, parcel_id LIMIT $5
            """,
        (ParcelOrder.LastEvent, true) => """
            SELECT parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels
            WHERE tenant = $1 AND (last_event_ms, parcel_id) < ($2, $3) AND last_event_ms >= $4
            ORDER BY last_event_ms DESC, parcel_id DESC LIMIT $5
            """,
        _ => throw new ArgumentException($"There is no order {query.Order}.", nameof(query)),
    };
}
