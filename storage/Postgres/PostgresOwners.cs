using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Shipments.Storage;

/// <summary>
/// Leases, writers and owners. Where a commit holds a writers row that must be locked, the call waits shortly, then ends the backend that the
/// row names, and tries again until the lock is got: a process paused in its commit is not waited for.
/// </summary>
internal sealed class PostgresOwners(PostgresDatabase database, PostgresWriters writers, PostgresOwnerNews news, ILogger log)
{
    /// <summary>Each waits 200 ms for its lock.</summary>
    public const int LockAttemptsMax = 50;

    public ValueTask<long> AcquireAsync(
        string address, TimeSpan length, IReadOnlyDictionary<string, int> formats, CancellationToken cancellationToken)
    {
        string json = JsonSerializer.Serialize(formats, FormatsJson.Default.IReadOnlyDictionaryStringInt32);
        return database.ControlAsync(
            c => c.ScalarAsync<long>("SELECT shipments_acquire($1, $2, $3::jsonb)", cancellationToken, address, length, json), cancellationToken);
    }

    public ValueTask<bool> RenewAsync(long lease, string timeline, CancellationToken cancellationToken) =>
        database.ControlAsync(c => c.ScalarAsync<bool>("SELECT shipments_renew($1, $2)", cancellationToken, lease, timeline), cancellationToken);

    public async ValueTask MarkLeavingAsync(long lease, bool leaving, CancellationToken cancellationToken)
    {
        await database.ControlAsync(
            c => c.ExecuteAsync("UPDATE leases SET leaving = $2 WHERE id = $1", cancellationToken, lease, leaving), cancellationToken);
        await news.TellAsync(cancellationToken);
    }

    public async ValueTask ReleaseAsync(long lease, CancellationToken cancellationToken)
    {
        List<long> ended = await database.ControlAsync(
            c => c.ListAsync("SELECT id FROM writers WHERE silo = $1 AND live", row => row.GetInt64(0), cancellationToken, lease), cancellationToken);
        await UntilUnlockedAsync(
            c => c.ExecuteAsync("SELECT shipments_release($1)", cancellationToken, lease),
            c => TerminateAsync(c, [.. ended], cancellationToken),
            $"the release of lease {lease}",
            cancellationToken);
        foreach (long writer in ended)
            await writers.RetireAsync(writer);
        await news.TellAsync(cancellationToken);
    }

    public ValueTask<List<LeaseRow>> ReadLeasesAsync(CancellationToken cancellationToken) => database.ControlAsync(
        c => c.ListAsync(
            """
            SELECT id, address, until - shipments_clock(), coalesce((SELECT max(w.id) FROM writers w WHERE w.silo = leases.id AND w.live), 0), leaving
            FROM leases ORDER BY id
            """,
            row => new LeaseRow(row.GetInt64(0), row.GetString(1), row.GetFieldValue<TimeSpan>(2), row.GetInt64(3), row.GetBoolean(4)),
            cancellationToken),
        cancellationToken);

    /// <summary>Every shard; its head counts trimmed blocks.</summary>
    public ValueTask<List<ShardRow>> ReadShardsAsync(CancellationToken cancellationToken) => database.ControlAsync(
        c => c.ListAsync(
            """
            SELECT o.shard, coalesce(w.id, 0), l.address, s.low_water, greatest(s.trimmed, s.low_water - 1, coalesce(j.last_seq, 0)), s.trimmed,
              coalesce(l.id, 0)
            FROM owners o JOIN shards s ON s.shard = o.shard
            LEFT JOIN writers w ON w.id = o.writer AND w.live LEFT JOIN leases l ON l.id = w.silo
            LEFT JOIN LATERAL (SELECT last_seq FROM journal WHERE shard = o.shard ORDER BY first_seq DESC LIMIT 1) j ON true
            ORDER BY o.shard
            """,
            row => new ShardRow(
                row.GetInt32(0), row.GetInt64(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                row.GetInt64(6)),
            cancellationToken),
        cancellationToken);

    public async ValueTask<IReadOnlyList<int>> TakeAsync(long writer, IReadOnlyList<int> wanted, TimeSpan grace, CancellationToken cancellationToken)
    {
        int[] shards = [.. wanted];
        return await ToldAsync(
            await UntilUnlockedAsync(
                c => c.ListAsync("SELECT shipments_take($1, $2, $3)", row => row.GetInt32(0), cancellationToken, writer, shards, grace),
                async c => await TerminateAsync(c, [.. await WritersOfLapsedAsync(c, writer, grace, cancellationToken)], cancellationToken),
                $"a take-over by writer {writer}",
                cancellationToken),
            cancellationToken);
    }

    public async ValueTask<IReadOnlyList<int>> ReplaceAsync(long writer, long next, CancellationToken cancellationToken)
    {
        List<int> moved = await UntilUnlockedAsync(
            c => c.ListAsync("SELECT shipments_replace($1, $2)", row => row.GetInt32(0), cancellationToken, writer, next),
            c => TerminateAsync(c, [writer], cancellationToken),
            $"the end of writer {writer}",
            cancellationToken);
        await writers.RetireAsync(writer);
        return await ToldAsync(moved, cancellationToken);
    }

    /// <summary>The giver stays live, so its backend is waited for and not ended.</summary>
    public async ValueTask<IReadOnlyList<int>> HandOverAsync(
        long writer, long next, IReadOnlyList<int> shards, CancellationToken cancellationToken)
    {
        int[] given = [.. shards];
        return await ToldAsync(
            await UntilUnlockedAsync(
                c => c.ListAsync("SELECT shipments_hand_over($1, $2, $3)", row => row.GetInt32(0), cancellationToken, writer, next, given),
                _ => ValueTask.FromResult(0),
                $"a hand-over by writer {writer}",
                cancellationToken),
            cancellationToken);
    }

    public ValueTask<bool> RaiseFormatAsync(string name, int format, CancellationToken cancellationToken) => database.ControlAsync(
        c => c.ScalarAsync<bool>("SELECT shipments_raise_format($1, $2)", cancellationToken, name, format), cancellationToken);

    public async ValueTask<IReadOnlyDictionary<string, int>> ReadFormatsAsync(CancellationToken cancellationToken)
    {
        List<(string Name, int Format)> formats = await database.ControlAsync(
            c => c.ListAsync("SELECT name, format FROM formats", row => (row.GetString(0), row.GetInt32(1)), cancellationToken), cancellationToken);
        return formats.ToDictionary(format => format.Name, format => format.Format, StringComparer.Ordinal);
    }

    private static ValueTask<List<long>> WritersOfLapsedAsync(
        NpgsqlConnection connection, long taker, TimeSpan grace, CancellationToken cancellationToken) => connection.ListAsync(
        "SELECT id FROM writers WHERE live AND silo IN (SELECT shipments_lapsed($1, $2))",
        row => row.GetInt64(0),
        cancellationToken,
        taker,
        grace);

    private async ValueTask<int> TerminateAsync(NpgsqlConnection connection, long[] holders, CancellationToken cancellationToken)
    {
        int ended = await connection.ScalarAsync<int>("SELECT shipments_terminate($1)", cancellationToken, holders);
        PostgresLog.BackendsTerminated(log, string.Join(", ", holders.Select(id => id.ToString(CultureInfo.InvariantCulture))), ended);
        return ended;
    }

    private async ValueTask<T> UntilUnlockedAsync<T>(
        Func<NpgsqlConnection, ValueTask<T>> ask, Func<NpgsqlConnection, ValueTask<int>> free, string what, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            (bool isDone, T? answer) = await database.ControlAsync(
                async connection =>
                {
                    try
                    {
                        return (true, await ask(connection));
                    }
                    catch (PostgresException failure) when (PostgresErrors.IsLocked(failure) && attempt < LockAttemptsMax)
                    {
                        await free(connection);
                        return (false, default(T));
                    }
                },
                cancellationToken);
            if (isDone)
                return answer!;
            cancellationToken.ThrowIfCancellationRequested();
            PostgresLog.LockAwaited(log, what, attempt);
        }
    }

    /// <summary>Sorted, and told to every silo when there are any.</summary>
    private async ValueTask<IReadOnlyList<int>> ToldAsync(List<int> shards, CancellationToken cancellationToken)
    {
        shards.Sort();
        if (shards.Count > 0)
            await news.TellAsync(cancellationToken);
        return shards;
    }
}
