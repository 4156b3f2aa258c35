using Microsoft.Data.Sqlite;

namespace Shipments.Storage;

/// <summary>Statements on journal.db: blocks, owners, writers. Each is called on the thread that owns the session.</summary>
internal static class SqliteJournalFile
{
    private const string LiveOwner = "EXISTS (SELECT 1 FROM owners JOIN writers ON writers.id = owners.writer WHERE shard = @1 AND owners.writer = @0 AND live = 1)";

    /// <summary>False when the fence refuses a block: then nothing is written.</summary>
    public static bool Append(SqliteSession session, long writer, IReadOnlyList<JournalBlock> blocks, long nowMs)
    {
        SqliteStatement insert = session.Statement($"""
            INSERT INTO journal (place, last_seq, writer, at_ms, block) SELECT @2, @3, @0, @4, @5 WHERE {LiveOwner}
            """);
        session.Statement("BEGIN IMMEDIATE").Run();
        bool done = false;
        try
        {
            foreach (JournalBlock block in blocks)
            {
                insert.Bind(0, writer).Bind(1, block.Shard).Bind(2, SqliteSchema.Place(block.Shard, block.FirstSeq))
                    .Bind(3, block.LastSeq).Bind(4, nowMs);
                BindBlock(insert, block.Bytes);
                if (insert.Run() != 1)
                    return false;
            }

            session.Statement("COMMIT").Run();
            done = true;
            return true;
        }
        finally
        {
            if (!done)
                session.Statement("ROLLBACK").Run();
        }
    }

    public static bool HasBlock(SqliteSession session, int shard, long lastSeq, long writer) =>
        session.Statement("SELECT 1 FROM journal WHERE place <= @0 AND place >= @1 AND last_seq = @2 AND writer = @3 ORDER BY place DESC LIMIT 1")
            .Bind(0, SqliteSchema.Place(shard, lastSeq)).Bind(1, SqliteSchema.Place(shard, 0)).Bind(2, lastSeq).Bind(3, writer).Number() == 1;

    /// <summary>The commit time of the first block with entries after a place, in milliseconds, or the greatest number without one.</summary>
    public static long FirstAtMs(SqliteSession session, int shard, long after) =>
        session.Statement("SELECT at_ms FROM journal WHERE place >= @0 AND place <= @1 AND last_seq > @2 ORDER BY place LIMIT 1")
            .Bind(0, Containing(session, shard, after + 1)).Bind(1, SqliteSchema.LastPlace(shard)).Bind(2, after).Number(long.MaxValue);

    // One snapshot: a trim between the two reads would look like a gap that nobody trimmed.
    public static BlockPage ReadBlocks(SqliteSession session, int shard, long after, int bytesMax) => session.InTransactionForReading(() =>
    {
        long trimmed = session.Statement("SELECT trimmed FROM owners WHERE shard = @0").Bind(0, shard).Number();
        return new BlockPage(Blocks(session, shard, after, bytesMax), trimmed);
    });

    /// <summary>Removes old blocks at or below the bounds, in order, and remembers how far.</summary>
    public static int Trim(SqliteSession session, IReadOnlyList<ShardSeq> bounds, long beforeMs, int blocksMax) => session.InTransaction(() =>
    {
        int removed = 0;
        foreach (ShardSeq bound in bounds)
        {
            if (removed >= blocksMax)
                break;
            // Only an unbroken run from the oldest: a clock that was set back leaves a young block between old ones.
            List<(long Place, long Last)> old = [.. session.Statement("""
                SELECT place, last_seq, at_ms FROM journal
                WHERE place >= @0 AND place <= @1 AND last_seq <= @2 ORDER BY place LIMIT @3
                """).Bind(0, SqliteSchema.Place(bound.Shard, 0)).Bind(1, SqliteSchema.Place(bound.Shard, Math.Max(0, bound.Seq)))
                .Bind(2, bound.Seq).Bind(3, blocksMax - removed)
                .List(row => (Place: row.GetInt64(0), Last: row.GetInt64(1), At: row.GetInt64(2)))
                .TakeWhile(block => block.At < beforeMs).Select(block => (block.Place, block.Last))];
            if (old.Count == 0)
                continue;
            session.Statement("DELETE FROM journal WHERE place >= @0 AND place <= @1")
                .Bind(0, SqliteSchema.Place(bound.Shard, 0)).Bind(1, old[^1].Place).Run();
            session.Statement("UPDATE owners SET trimmed = max(trimmed, @1) WHERE shard = @0").Bind(0, bound.Shard).Bind(1, old[^1].Last).Run();
            removed += old.Count;
        }

        return removed;
    });

    /// <summary>The place of the block that may contain a seq.</summary>
    private static List<JournalBlock> Blocks(SqliteSession session, int shard, long after, int bytesMax)
    {
        long from = Containing(session, shard, after + 1);
        var blocks = new List<JournalBlock>();
        long bytes = 0;
        using SqliteDataReader reader = session
            .Statement("SELECT place, last_seq, block FROM journal WHERE place >= @0 AND place <= @1 AND last_seq > @2 ORDER BY place")
            .Bind(0, from).Bind(1, SqliteSchema.LastPlace(shard)).Bind(2, after).Read();
        while (reader.Read())
        {
            byte[] block = reader.GetFieldValue<byte[]>(2);
            if (blocks.Count > 0 && bytes + block.Length > bytesMax)
                break;
            bytes += block.Length;
            blocks.Add(new JournalBlock(shard, SqliteSchema.SeqOf(reader.GetInt64(0)), reader.GetInt64(1), block));
        }

        return blocks;
    }

    private static long Containing(SqliteSession session, int shard, long seq) =>
        session.Statement("SELECT place FROM journal WHERE place <= @0 AND place >= @1 ORDER BY place DESC LIMIT 1")
            .Bind(0, SqliteSchema.Place(shard, seq)).Bind(1, SqliteSchema.Place(shard, 0)).Number(SqliteSchema.Place(shard, seq));

    private static void BindBlock(SqliteStatement insert, ReadOnlyMemory<byte> bytes)
    {
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out ArraySegment<byte> array) && array.Offset == 0)
            insert.BindBytes(5, array.Array!, array.Count);
        else
            insert.BindBytes(5, bytes.ToArray(), bytes.Length);
    }
}
