using Microsoft.Data.Sqlite;

namespace Shipments.Storage;

/// <summary>Statements on state.db that list parcels by an index of each order. Called on the thread that owns the session.</summary>
internal static class SqliteLists
{
    public static ParcelRows Read(SqliteSession session, ParcelListQuery query, int rowsMax)
    {
        using SqliteDataReader reader = Bind(session.Statement(Text(query)), query).Read();
        var rows = new List<ListedParcel>(Math.Min(rowsMax, 64));
        ParcelListPosition? last = null;
        for (int passed = 0; reader.Read(); passed++)
        {
            if (rows.Count == rowsMax || passed == IListStore.RowsPassedMax)
                return new ParcelRows(rows, last);
            var row = new ListedParcel(reader.GetString(0), new ListColumns(
                reader.GetInt32(1), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6)));
            last = query.PlaceOf(row);
            if (query.Has(row.Columns))
                rows.Add(row);
        }

        return new ParcelRows(rows, null);
    }

    private static SqliteStatement Bind(SqliteStatement statement, ParcelListQuery query)
    {
        ParcelListPosition from = query.Begin();
        return statement.Bind(0, query.Tenant).Bind(1, from.AtMs).Bind(2, from.ParcelId).Bind(3, query.EndMs)
            .Bind(4, IListStore.RowsPassedMax + 1);
    }

    private static string Text(ParcelListQuery query) => (query.Order, query.Descending) switch
    {
        (ParcelOrder.Created, false) => """
            SELECT parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels INDEXED BY parcels_created
            WHERE tenant = @0 AND (created_ms, parcel_id) > (@1, @2) AND created_ms < @3 ORDER BY created_ms, parcel_id LIMIT @4
            """,
        (ParcelOrder.Created, true) => """
            SELECT parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels INDEXED BY parcels_created
            WHERE tenant = @0 AND (created_ms, parcel_id) < (@1, @2) AND created_ms >= @3 ORDER BY created_ms DESC, parcel_id DESC LIMIT @4
            """,
        (ParcelOrder.LastEvent, false) => """
            SELECT parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels INDEXED BY parcels_last_event
            WHERE tenant = @0 AND (last_event_ms, parcel_id) > (@1, @2) AND last_event_ms < @3 ORDER BY last_event_ms, parcel_id LIMIT @4
            """,
        (ParcelOrder.LastEvent, true) => """
            SELECT parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels INDEXED BY parcels_last_event
            WHERE tenant = @0 AND (last_event_ms, parcel_id) < (@1, @2) AND last_event_ms >= @3
            ORDER BY last_event_ms DESC, parcel_id DESC LIMIT @4
            """,
        _ => throw new ArgumentException($"There is no order {query.Order}.", nameof(query)),
    };
}
