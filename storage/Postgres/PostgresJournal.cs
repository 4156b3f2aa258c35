namespace Shipments.Storage;

/// <summary>Statements on the journal but for the append.</summary>
internal sealed class PostgresJournal(PostgresDatabase database)
{
    /// <summary>A page has at most so many blocks, so that a shard of tiny ones is not read whole to be counted.</summary>
    private const int PageBlocksMax = 1000;

    /// <summary>From the block that contains the next entry, so that one descent of the index finds it.</summary>
    private const string After = """
        shard = $1 AND last_seq > $2
        AND first_seq >= coalesce((SELECT first_seq FROM journal WHERE shard = $1 AND first_seq <= $2 + 1 ORDER BY first_seq DESC LIMIT 1), $2 + 1)
        """;

    private const string Page = $"""
        SELECT first_seq, last_seq, block FROM (
          SELECT first_seq, last_seq, block, row_number() OVER place AS n, sum(octet_length(block)) OVER place AS bytes
          FROM (SELECT first_seq, last_seq, block FROM journal WHERE {After} ORDER BY first_seq LIMIT $4) b
          WINDOW place AS (ORDER BY first_seq)) c
        WHERE n = 1 OR bytes <= $3 ORDER BY first_seq
        """;

    /// <summary>The block that contains a seq says whether it ends there and who wrote it.</summary>
    public ValueTask<bool> HasBlockAsync(int shard, long lastSeq, long writer, CancellationToken cancellationToken) => database.ControlAsync(
        c => c.ScalarAsync<bool>(
            """
            SELECT last_seq = $2 AND writer = $3 FROM
              (SELECT last_seq, writer FROM journal WHERE shard = $1 AND first_seq <= $2 ORDER BY first_seq DESC LIMIT 1) b
            """,
            cancellationToken,
            shard,
            lastSeq,
            writer),
        cancellationToken);

    /// <summary>Blocks first, then how far the shard is trimmed: what was dropped between the two shows in the second.</summary>
    public ValueTask<BlockPage> ReadAsync(int shard, long after, int bytesMax, CancellationToken cancellationToken) => database.RowsAsync(
        async c =>
        {
            List<JournalBlock> blocks = await c.ListAsync(
                Page,
                row => new JournalBlock(shard, row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)),
                cancellationToken,
                shard,
                after,
                (long)bytesMax,
                PageBlocksMax);
            long trimmed = await c.ScalarAsync<long>("SELECT trimmed FROM shards WHERE shard = $1", cancellationToken, shard);
            return new BlockPage(blocks, trimmed);
        },
        cancellationToken);

    public ValueTask<bool> HasOlderThanAsync(int shard, long after, TimeSpan age, CancellationToken cancellationToken) => database.RowsAsync(
        c => c.ScalarAsync<bool>(
            $"SELECT at < shipments_clock() - $3 FROM journal WHERE {After} ORDER BY first_seq LIMIT 1", cancellationToken, shard, after, age),
        cancellationToken);

    public async ValueTask<int> TrimAsync(IReadOnlyList<ShardSeq> bounds, TimeSpan age, int blocksMax, CancellationToken cancellationToken)
    {
        int[] shards = [.. bounds.Select(bound => bound.Shard)];
        long[] seqs = [.. bounds.Select(bound => bound.Seq)];
        return await database.ControlAsync(
            c => c.ScalarAsync<int>(PostgresPartitions.Trim, cancellationToken, shards, seqs, age, blocksMax), cancellationToken);
    }
}
