using System.Globalization;

namespace Shipments.Storage;

/// <summary>Statements on journal.db: leases, writers, owners, formats. Each is called on the thread that owns the session.</summary>
internal static class SqliteOwners
{
    public static long Acquire(SqliteSession session, string address, TimeSpan length, IReadOnlyDictionary<string, int> formats, long nowMs) =>
        session.Statement("INSERT INTO leases (address, length_ms, since_ms, until_ms, formats) VALUES (@0, @1, @2, @3, @4) RETURNING id")
            .Bind(0, address).Bind(1, (long)length.TotalMilliseconds).Bind(2, nowMs).Bind(3, nowMs + (long)length.TotalMilliseconds)
            .Bind(4, string.Join(',', formats.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key}={f.Value}")))).Number();

    /// <summary>A renewal after the lease had lapsed starts its unbroken time anew.</summary>
    public static bool Renew(SqliteSession session, long lease, long nowMs) =>
        session.Statement("""
            UPDATE leases SET since_ms = CASE WHEN until_ms < @1 THEN @1 ELSE since_ms END, until_ms = @1 + length_ms WHERE id = @0
            """).Bind(0, lease).Bind(1, nowMs).Run() == 1;

    public static int Release(SqliteSession session, long lease) => session.InTransaction(() =>
    {
        session.Statement("UPDATE writers SET live = 0 WHERE lease = @0").Bind(0, lease).Run();
        session.Statement("UPDATE owners SET writer = 0 WHERE writer IN (SELECT id FROM writers WHERE lease = @0)").Bind(0, lease).Run();
        return session.Statement("DELETE FROM leases WHERE id = @0").Bind(0, lease).Run();
    });

    public static List<LeaseRow> Leases(SqliteSession session, long nowMs) =>
        session.Statement("""
            SELECT id, address, until_ms - @0, ifnull((SELECT max(writers.id) FROM writers WHERE lease = leases.id AND live = 1), 0)
            FROM leases ORDER BY id
            """).Bind(0, nowMs).List(row => new LeaseRow(row.GetInt64(0), row.GetString(1), TimeSpan.FromMilliseconds(row.GetInt64(2)), row.GetInt64(3)));

    public static long OpenWriter(SqliteSession session, long lease)
    {
        long writer = session.Statement("""
            INSERT INTO writers (lease, live) SELECT @0, 1 WHERE EXISTS (SELECT 1 FROM leases WHERE id = @0) RETURNING id
            """).Bind(0, lease).Number();
        return writer != 0 ? writer : throw new LeaseGoneException($"Lease {lease} is gone: a writer needs a live one.");
    }

    /// <summary>A lease on a take-over's way is removed and its writers die first; then the shards change owner.</summary>
    public static IReadOnlyList<int> Take(SqliteSession session, long writer, IReadOnlyList<int> wanted, TimeSpan grace, long nowMs) =>
        session.InTransaction<IReadOnlyList<int>>(() =>
        {
            long graceMs = (long)grace.TotalMilliseconds;
            bool live = session.Statement("SELECT live FROM writers WHERE id = @0").Bind(0, writer).Number() == 1;
            if (!live)
                return [];
            bool steady = session.Statement("""
                SELECT @1 - since_ms > length_ms + @2 AND until_ms >= @1 FROM leases WHERE id = (SELECT lease FROM writers WHERE id = @0)
                """).Bind(0, writer).Bind(1, nowMs).Bind(2, graceMs).Number() == 1;
            if (steady)
            {
                session.Statement("UPDATE writers SET live = 0 WHERE lease IN (SELECT id FROM leases WHERE until_ms + @1 < @0)")
                    .Bind(0, nowMs).Bind(1, graceMs).Run();
                session.Statement("DELETE FROM leases WHERE until_ms + @1 < @0").Bind(0, nowMs).Bind(1, graceMs).Run();
            }

            SqliteStatement take = session.Statement("""
                UPDATE owners SET writer = @0 WHERE shard = @1 AND NOT EXISTS (SELECT 1 FROM writers WHERE id = owners.writer AND live = 1)
                """).Bind(0, writer);
            return [.. wanted.Where(shard => take.Bind(1, shard).Run() == 1)];
        });

    public static IReadOnlyList<int> Replace(SqliteSession session, long writer, long next) =>
        session.InTransaction<IReadOnlyList<int>>(() =>
        {
            session.Statement("UPDATE writers SET live = 0 WHERE id = @0").Bind(0, writer).Run();
            return session.Statement("UPDATE owners SET writer = @1 WHERE writer = @0 RETURNING shard").Bind(0, writer).Bind(1, next)
                .List(row => row.GetInt32(0));
        });

    public static IReadOnlyList<int> HandOver(SqliteSession session, long writer, long next, IReadOnlyList<int> shards) =>
        session.InTransaction<IReadOnlyList<int>>(() =>
        {
            if (next != 0 && session.Statement("SELECT live FROM writers WHERE id = @0").Bind(0, next).Number() != 1)
                return [];
            SqliteStatement give = session.Statement("UPDATE owners SET writer = @1 WHERE shard = @2 AND writer = @0").Bind(0, writer).Bind(1, next);
            return [.. shards.Where(shard => give.Bind(2, shard).Run() == 1)];
        });

    /// <summary>Every shard but for its low water, which is in the other file.</summary>
    public static List<ShardRow> Shards(SqliteSession session) =>
        session.Statement($"""
            SELECT shard, ifnull(writers.id, 0), leases.address, trimmed,
              ifnull((SELECT last_seq FROM journal WHERE place >= shard << {SqliteSchema.SeqBits} AND place <= (shard << {SqliteSchema.SeqBits}) + {SqliteSchema.SeqMax}
                ORDER BY place DESC LIMIT 1), 0), ifnull(leases.id, 0)
            FROM owners LEFT JOIN writers ON writers.id = owners.writer AND live = 1 LEFT JOIN leases ON leases.id = writers.lease
            ORDER BY shard
            """).List(row => new ShardRow(
                row.GetInt32(0),
                row.GetInt64(1),
                row.IsDBNull(2) ? null : row.GetString(2),
                LowWater: 1,
                Head: Math.Max(row.GetInt64(3), row.GetInt64(4)),
                TrimmedTo: row.GetInt64(3),
                Lease: row.GetInt64(5)));

    /// <summary>The file lock says that no other process lives: what an earlier one left behind is dead.</summary>
    public static int BuryTheDead(SqliteSession session) => session.InTransaction(() =>
    {
        session.Statement("UPDATE owners SET writer = 0 WHERE writer <> 0").Run();
        session.Statement("DELETE FROM writers").Run();
        return session.Statement("DELETE FROM leases").Run();
    });

    public static bool RaiseFormat(SqliteSession session, string name, int format, long nowMs) => session.InTransaction(() =>
    {
        if (session.Statement("SELECT format FROM formats WHERE name = @0").Bind(0, name).Number() >= format)
            return true;
        IEnumerable<string> declared = session.Statement("SELECT formats FROM leases WHERE until_ms >= @0").Bind(0, nowMs).List(row => row.GetString(0));
        if (!declared.All(formats => Reads(formats, name, format)))
            return false;
        session.Statement("INSERT INTO formats (name, format) VALUES (@0, @1) ON CONFLICT (name) DO UPDATE SET format = excluded.format")
            .Bind(0, name).Bind(1, format).Run();
        return true;
    });

    public static Dictionary<string, int> Formats(SqliteSession session) =>
        session.Statement("SELECT name, format FROM formats").List(row => (Name: row.GetString(0), Format: row.GetInt32(1)))
            .ToDictionary(f => f.Name, f => f.Format, StringComparer.Ordinal);

    private static bool Reads(string formats, string name, int format) => formats.Split(',').Any(declared =>
        declared.Split('=') is [string n, string f] && n == name && int.Parse(f, CultureInfo.InvariantCulture) >= format);
}
