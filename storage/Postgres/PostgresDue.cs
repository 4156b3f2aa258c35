namespace Shipments.Storage;

/// <summary>Statements on due actors.</summary>
internal sealed class PostgresDue(PostgresDatabase database)
{
    /// <summary>The first of each shard by the index, then the first of those; one that another claims at this moment is left to it.</summary>
    private const string Claim = """
        WITH first AS (
          SELECT d.key, d.at FROM unnest($1::integer[]) AS s(shard) CROSS JOIN LATERAL (
            SELECT key, greatest(due_ms, claimed_ms) AS at FROM due
            WHERE due.shard = s.shard AND greatest(due_ms, claimed_ms) <= $2
            ORDER BY greatest(due_ms, claimed_ms), key LIMIT $3) d
          ORDER BY d.at, d.key LIMIT $3),
        locked AS (
          SELECT due.key, first.at FROM due JOIN first ON first.key = due.key
          WHERE greatest(due.due_ms, due.claimed_ms) <= $2 FOR UPDATE OF due SKIP LOCKED)
        UPDATE due SET claimed_ms = $4 FROM locked WHERE due.key = locked.key RETURNING locked.key, locked.at, due.due_ms
        """;

    /// <summary>Whoever changed a row since, or is about to, knows better; waiting for it could deadlock with a flush.</summary>
    private const string PutOff = """
        WITH locked AS (
          SELECT d.key, l.next_ms FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS l(key, due_ms, next_ms) JOIN due d ON d.key = l.key
          WHERE d.due_ms = l.due_ms AND d.claimed_ms = $4 FOR UPDATE OF d SKIP LOCKED)
        UPDATE due SET due_ms = locked.next_ms, claimed_ms = 0 FROM locked WHERE due.key = locked.key
        """;

    public async ValueTask<IReadOnlyList<DueActor>> ClaimAsync(
        IReadOnlyList<int> shards, DateTimeOffset now, int actorsMax, TimeSpan claimFor, CancellationToken cancellationToken)
    {
        int[] asked = [.. shards];
        List<(string Key, long At, long DueMs)> claimed = await database.RowsAsync(
            c => c.ListAsync(
                Claim,
                row => (Key: row.GetString(0), At: row.GetInt64(1), DueMs: row.GetInt64(2)),
                cancellationToken,
                asked,
                now.ToUnixTimeMilliseconds(),
                (long)actorsMax,
                (now + claimFor).ToUnixTimeMilliseconds()),
            cancellationToken);
        return
        [
            .. claimed.OrderBy(actor => actor.At).ThenBy(actor => actor.Key, StringComparer.Ordinal)
                .Select(actor => new DueActor(ActorKey.Parse(actor.Key), DateTimeOffset.FromUnixTimeMilliseconds(actor.DueMs))),
        ];
    }

    public ValueTask<int> PutOffAsync(IReadOnlyList<DuePutOff> actors, DateTimeOffset claimedUntil, CancellationToken cancellationToken)
    {
        string[] keys = [.. actors.Select(actor => actor.Key.Value)];
        long[] due = [.. actors.Select(actor => actor.Due.ToUnixTimeMilliseconds())];
        long[] next = [.. actors.Select(actor => actor.Next.ToUnixTimeMilliseconds())];
        return database.RowsAsync(
            c => c.ExecuteAsync(PutOff, cancellationToken, keys, due, next, claimedUntil.ToUnixTimeMilliseconds()), cancellationToken);
    }

    /// <summary>Keys of a kind and tenant are one stretch of the key's order: '0' follows '/'.</summary>
    public async ValueTask<int> CountAsync(string kind, string tenant, int countMax, CancellationToken cancellationToken) =>
        (int)await database.RowsAsync(
            c => c.ScalarAsync<long>(
                "SELECT count(*) FROM (SELECT 1 FROM due WHERE key > $1 AND key < $2 LIMIT $3) d",
                cancellationToken,
                $"{kind}/{tenant}/",
                $"{kind}/{tenant}0",
                (long)countMax),
            cancellationToken);
}
