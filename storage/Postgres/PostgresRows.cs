namespace Shipments.Storage;

/// <summary>Statements on the actors' rows and on cursors. Each is one statement and so a transaction of its own, sent in one packet.</summary>
internal sealed class PostgresRows(PostgresDatabase database)
{
    /// <summary>
    /// A due row that will do is looked up and left: ON CONFLICT would lock it, which writes it. What the look-up misses, a claim under way, is
    /// told by the claimer's own rule (<see cref="DueActors"/>).
    /// </summary>
    private const string Write = """
        WITH input AS MATERIALIZED (
          SELECT * FROM unnest($1::text[], $2::bigint[], $3::integer[], $4::bytea[], $5::boolean[], $6::integer[], $7::bigint[])
            AS i(key, version, format, state, is_first, shard, due_ms)),
        added AS (
          INSERT INTO actors AS a (key, version, format, state) SELECT key, version, format, state FROM input WHERE is_first
          ON CONFLICT (key) DO NOTHING RETURNING key),
        changed AS (
          INSERT INTO actors AS a (key, version, format, state) SELECT key, version, format, state FROM input WHERE NOT is_first
          ON CONFLICT (key) DO UPDATE SET version = excluded.version, format = excluded.format, state = excluded.state
          WHERE excluded.version > a.version RETURNING key),
        advanced AS (SELECT key FROM added UNION ALL SELECT key FROM changed),
        listed AS (
          INSERT INTO parcels AS p (tenant, parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms)
          SELECT tenant, parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms
          FROM unnest($8::text[], $9::text[], $10::text[], $11::integer[], $12::text[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[])
            AS l(key, tenant, parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms)
          WHERE l.key IN (SELECT key FROM advanced)
          ON CONFLICT (tenant, parcel_id) DO UPDATE SET phase = excluded.phase, lane = excluded.lane, flags = excluded.flags,
            created_ms = excluded.created_ms, last_event_ms = excluded.last_event_ms, eta_ms = excluded.eta_ms
          WHERE (p.phase, p.lane, p.flags, p.created_ms, p.last_event_ms, p.eta_ms) IS DISTINCT FROM
            (excluded.phase, excluded.lane, excluded.flags, excluded.created_ms, excluded.last_event_ms, excluded.eta_ms)),
        awaited AS (
          INSERT INTO due AS d (key, shard, due_ms) SELECT i.key, i.shard, i.due_ms FROM input i
          WHERE i.due_ms IS NOT NULL AND i.key IN (SELECT key FROM advanced)
            AND (i.is_first OR (SELECT k.due_ms <= i.due_ms AND k.claimed_ms = 0 FROM due k WHERE k.key = i.key) IS NOT TRUE)
          ON CONFLICT (key) DO UPDATE SET due_ms = excluded.due_ms, claimed_ms = 0 WHERE d.due_ms > excluded.due_ms OR d.claimed_ms <> 0),
        forgotten AS (
          DELETE FROM due WHERE key = ANY (ARRAY(SELECT i.key FROM input i WHERE i.due_ms IS NULL AND i.key IN (SELECT key FROM changed)))),
        raised AS (
          UPDATE shards s SET low_water = w.seq FROM unnest($17::integer[], $18::bigint[]) AS w(shard, seq)
          WHERE s.shard = w.shard AND s.low_water < w.seq)
        SELECT key FROM input WHERE key NOT IN (SELECT key FROM advanced)
        """;

    public async ValueTask<IReadOnlyList<ActorRow>> LoadAsync(IReadOnlyList<ActorKey> keys, CancellationToken cancellationToken)
    {
        string[] wanted = [.. keys.Select(key => key.Value)];
        return await database.RowsAsync(
            c => c.ListAsync(
                "SELECT key, version, format, state FROM actors WHERE key = ANY ($1)",
                row => new ActorRow(ActorKey.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3)),
                cancellationToken,
                [wanted]),
            cancellationToken);
    }

    /// <summary>Gives the keys whose row did not advance.</summary>
    public async ValueTask<IReadOnlyList<ActorKey>> WriteAsync(
        IReadOnlyList<RowWrite> rows, IReadOnlyList<ShardSeq> lowWaters, CancellationToken cancellationToken)
    {
        List<RowWrite> listed = [.. rows.Where(row => row.Columns is not null)];
        object[] values =
        [
            Column(rows, row => row.Key.Value),
            Column(rows, row => row.Version),
            Column(rows, row => row.Format),
            Column(rows, row => row.State),
            Column(rows, row => row.IsFirst),
            Column(rows, row => row.Shard),
            Column(rows, row => row.Due?.ToUnixTimeMilliseconds()),
            Column(listed, row => row.Key.Value),
            Column(listed, row => row.Key.Tenant),
            Column(listed, row => row.Key.Id),
            Column(listed, row => row.Columns!.Phase),
            Column(listed, row => row.Columns!.Lane),
            Column(listed, row => row.Columns!.Flags),
            Column(listed, row => row.Columns!.CreatedMs),
            Column(listed, row => row.Columns!.LastEventMs),
            Column(listed, row => row.Columns!.EtaMs),
            Column(lowWaters, low => low.Shard),
            Column(lowWaters, low => low.Seq),
        ];
        return await database.RowsAsync(
            c => c.ListAsync(Write, row => ActorKey.Parse(row.GetString(0)), cancellationToken, values), cancellationToken);
    }

    public ValueTask<long> ReadCursorAsync(string consumer, int shard, CancellationToken cancellationToken) => database.RowsAsync(
        c => c.ScalarAsync<long>("SELECT seq FROM cursors WHERE consumer = $1 AND shard = $2", cancellationToken, consumer, shard),
        cancellationToken);

    public async ValueTask SaveCursorAsync(string consumer, int shard, long seq, CancellationToken cancellationToken) => await database.RowsAsync(
        c => c.ExecuteAsync(
            """
            INSERT INTO cursors AS c (consumer, shard, seq) VALUES ($1, $2, $3)
            ON CONFLICT (consumer, shard) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > c.seq
            """,
            cancellationToken,
            consumer,
            shard,
            seq),
        cancellationToken);

    private static T[] Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (int i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        return column;
    }
}
