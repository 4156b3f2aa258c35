namespace Shipments.Storage;

/// <summary>Statements on state.db: rows, due times, cursors, low waters. Each is called on the thread that owns the session.</summary>
internal static class SqliteStateFile
{
    public static List<ActorRow> Load(SqliteSession session, IReadOnlyList<ActorKey> keys)
    {
        SqliteStatement read = session.Statement("SELECT version, format, state FROM actors WHERE key = @0");
        return session.InTransactionForReading(() =>
        {
            var rows = new List<ActorRow>(keys.Count);
            foreach (ActorKey key in keys)
            {
                using var reader = read.Bind(0, key.Value).Read();
                if (reader.Read())
                    rows.Add(new ActorRow(key, reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)));
            }

            return rows;
        });
    }

    public static List<ActorKey> Write(SqliteSession session, IReadOnlyList<RowWrite> rows, IReadOnlyList<ShardSeq> lowWaters) =>
        session.InTransaction(() =>
        {
            var kept = new List<ActorKey>();
            SqliteStatement write = session.Statement("""
                INSERT INTO actors (key, version, format, state) VALUES (@0, @1, @2, @3)
                ON CONFLICT (key) DO UPDATE SET version = excluded.version, format = excluded.format, state = excluded.state
                WHERE excluded.version > version
                """);
            SqliteStatement first = session.Statement("""
                INSERT INTO actors (key, version, format, state) VALUES (@0, @1, @2, @3) ON CONFLICT (key) DO NOTHING
                """);
            foreach (RowWrite row in rows)
            {
                SqliteStatement statement = row.IsFirst ? first : write;
                statement.Bind(0, row.Key.Value).Bind(1, row.Version).Bind(2, row.Format).Bind(3, ToArray(row.State));
                if (statement.Run() == 1)
                    WriteBeside(session, row);
                else
                    kept.Add(row.Key);
            }

            SqliteStatement raise = session.Statement("UPDATE shards SET low_water = @1 WHERE shard = @0 AND low_water < @1");
            foreach (ShardSeq low in lowWaters)
                raise.Bind(0, low.Shard).Bind(1, low.Seq).Run();
            return kept;
        });

    public static long ReadCursor(SqliteSession session, string consumer, int shard) =>
        session.Statement("SELECT seq FROM cursors WHERE consumer = @0 AND shard = @1").Bind(0, consumer).Bind(1, shard).Number();

    public static int SaveCursor(SqliteSession session, string consumer, int shard, long seq) =>
        session.Statement("""
            INSERT INTO cursors (consumer, shard, seq) VALUES (@0, @1, @2)
            ON CONFLICT (consumer, shard) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > seq
            """).Bind(0, consumer).Bind(1, shard).Bind(2, seq).Run();

    public static List<DueActor> ClaimDue(SqliteSession session, IReadOnlyList<int> shards, long nowMs, int actorsMax, long untilMs) =>
        session.InTransaction(() =>
        {
            List<DueActor> due = session.Statement("""
                SELECT key, due_ms FROM due WHERE max(due_ms, claimed_ms) <= @0 AND shard IN (SELECT value FROM json_each(@1))
                ORDER BY max(due_ms, claimed_ms), key LIMIT @2
                """).Bind(0, nowMs).Bind(1, "[" + string.Join(',', shards) + "]").Bind(2, actorsMax)
                .List(row => new DueActor(ActorKey.Parse(row.GetString(0)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))));
            SqliteStatement claim = session.Statement("UPDATE due SET claimed_ms = @1 WHERE key = @0").Bind(1, untilMs);
            foreach (DueActor actor in due)
                claim.Bind(0, actor.Key.Value).Run();
            return due;
        });

    public static int PutOffDue(SqliteSession session, IReadOnlyList<DuePutOff> actors, long claimedMs) =>
        session.InTransaction(() =>
        {
            SqliteStatement put = session.Statement("UPDATE due SET due_ms = @2, claimed_ms = 0 WHERE key = @0 AND due_ms = @1 AND claimed_ms = @3");
            return actors.Sum(actor => put.Bind(0, actor.Key.Value).Bind(1, actor.Due.ToUnixTimeMilliseconds())
                .Bind(2, actor.Next.ToUnixTimeMilliseconds()).Bind(3, claimedMs).Run());
        });

    /// <summary>Keys of a kind and tenant are one stretch of the key's order: '0' follows '/'.</summary>
    public static int CountDue(SqliteSession session, string kind, string tenant, int countMax) =>
        (int)session.Statement("SELECT count(*) FROM (SELECT 1 FROM due WHERE key > @0 AND key < @1 LIMIT @2)")
            .Bind(0, $"{kind}/{tenant}/").Bind(1, $"{kind}/{tenant}0").Bind(2, countMax).Number();

    public static Dictionary<int, long> LowWaters(SqliteSession session) =>
        session.Statement("SELECT shard, low_water FROM shards").List(row => (Shard: row.GetInt32(0), Low: row.GetInt64(1)))
            .ToDictionary(row => row.Shard, row => row.Low);

    /// <summary>Makes all that was written so far durable: a commit that is synced syncs the whole write-ahead log before it.</summary>
    public static int Sync(SqliteSession session, long nowMs)
    {
        session.Execute("PRAGMA synchronous = FULL");
        try
        {
            return session.Statement("INSERT INTO meta (name, value) VALUES ('synced_ms', @0) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .Bind(0, nowMs).Run();
        }
        finally
        {
            session.Execute("PRAGMA synchronous = NORMAL");
        }
    }

    private static void WriteBeside(SqliteSession session, RowWrite row)
    {
        if (row.Columns is { } columns)
            WriteColumns(session, row.Key, columns);
        if (row.Due is { } due)
        {
            session.Statement("""
                INSERT INTO due (key, shard, due_ms) VALUES (@0, @1, @2)
                ON CONFLICT (key) DO UPDATE SET due_ms = excluded.due_ms, claimed_ms = 0 WHERE due_ms > excluded.due_ms OR claimed_ms <> 0
                """).Bind(0, row.Key.Value).Bind(1, row.Shard).Bind(2, due.ToUnixTimeMilliseconds()).Run();
        }
        else
        {
            session.Statement("DELETE FROM due WHERE key = @0").Bind(0, row.Key.Value).Run();
        }
    }

    private static void WriteColumns(SqliteSession session, ActorKey key, ListColumns columns) =>
        session.Statement("""
            INSERT INTO parcels (tenant, parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms)
            VALUES (@0, @1, @2, @3, @4, @5, @6, @7)
            ON CONFLICT (tenant, parcel_id) DO UPDATE SET phase = excluded.phase, lane = excluded.lane, flags = excluded.flags,
              created_ms = excluded.created_ms, last_event_ms = excluded.last_event_ms, eta_ms = excluded.eta_ms
            WHERE (phase, lane, flags, created_ms, last_event_ms, eta_ms) IS NOT
              (excluded.phase, excluded.lane, excluded.flags, excluded.created_ms, excluded.last_event_ms, excluded.eta_ms)
            """).Bind(0, key.Tenant).Bind(1, key.Id).Bind(2, columns.Phase).Bind(3, columns.Lane).Bind(4, columns.Flags)
            .Bind(5, columns.CreatedMs).Bind(6, columns.LastEventMs).Bind(7, columns.EtaMs).Run();

    private static byte[] ToArray(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array)
            && array.Offset == 0 && array.Count == array.Array!.Length
            ? array.Array
            : bytes.ToArray();
}
