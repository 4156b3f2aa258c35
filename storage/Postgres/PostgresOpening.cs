using Microsoft.Extensions.Logging;
using Npgsql;

namespace Shipments.Storage;

/// <summary>What is checked and made before a database is used.</summary>
internal static class PostgresOpening
{
    /// <summary>PostgreSQL began with schema 2.</summary>
    private const int SchemaVersionMin = 2;

    /// <exception cref="StoreRefusedException">Its settings would lose data, its schema is newer, or a pooler stands before it.</exception>
    public static async ValueTask<PostgresIdentity> OpenAsync(
        NpgsqlConnection connection, int shardCount, ILogger log, CancellationToken cancellationToken)
    {
        await CheckServerAsync(connection, log, cancellationToken);
        if (!await HasTablesAsync(connection, cancellationToken))
            await CreateAsync(connection, cancellationToken);
        await FillAsync(connection, shardCount, log, cancellationToken);
        string[] names = [.. PostgresOrleans.Queries.Keys];
        await connection.ExecuteAsync(PostgresOrleans.SaveStatement, cancellationToken, names, PostgresOrleans.Queries.Values.ToArray());
        return await IdentityAsync(connection, cancellationToken);
    }

    private static async ValueTask CheckServerAsync(NpgsqlConnection connection, ILogger log, CancellationToken cancellationToken)
    {
        List<(string Fsync, string Commit, bool IsStandby, int Pid, string Encoding)> found = await connection.ListAsync(
            """
            SELECT current_setting('fsync'), current_setting('synchronous_commit'), pg_is_in_recovery(), pg_backend_pid(),
              current_setting('server_encoding')
            """,
            row => (row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetInt32(3), row.GetString(4)),
            cancellationToken);
        (string fsync, string commit, bool isStandby, int pid, string encoding) = found[0];
        if (fsync == "off")
            throw new StoreRefusedException("The database runs with fsync = off: a crash of its machine would lose or break everything. Turn it on.");
        if (isStandby)
            throw new StoreRefusedException("The database is a standby: connect to the primary.");
        if (encoding != "UTF8")
            throw new StoreRefusedException($"The database has encoding {encoding}; UTF8 is needed.");
        if (pid != connection.ProcessID)
        {
            throw new StoreRefusedException(
                $"The backend {pid} answers on a connection to {connection.ProcessID}: a pooler stands between. Fencing needs direct connections.");
        }

        if (commit == "off")
            PostgresLog.CommitsUnsynced(log, commit);
    }

    /// <summary>Asks the catalog itself: a look-up by name may answer from what this session saw before it waited.</summary>
    private static async ValueTask<bool> HasTablesAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'meta' AND relnamespace = current_schema()::regnamespace)", cancellationToken);

    /// <summary>Of silos that start together one makes the tables; the others wait for it and find them.</summary>
    private static async ValueTask CreateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", cancellationToken, PostgresSchema.SchemaLock);
        if (!await HasTablesAsync(connection, cancellationToken))
            await connection.ExecuteAsync(PostgresSchema.Script, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The shards are made by the first silo, whoever made the tables.</summary>
    private static async ValueTask FillAsync(NpgsqlConnection connection, int shardCount, ILogger log, CancellationToken cancellationToken)
    {
        int version = int.Parse(
            await connection.ScalarAsync<string>("SELECT value FROM meta WHERE name = 'schema_version'", cancellationToken) ?? "0",
            System.Globalization.CultureInfo.InvariantCulture);
        if (version is < SchemaVersionMin or > StoreIdentity.SchemaVersionMax)
            throw new StoreRefusedException($"The database has schema {version}; this program reads {SchemaVersionMin} to {StoreIdentity.SchemaVersionMax}.");
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", cancellationToken, PostgresSchema.SchemaLock);
        await connection.ExecuteAsync(PostgresSchema.Expand, cancellationToken);
        int made = await connection.ExecuteAsync(
            "INSERT INTO meta (name, value) VALUES ('shard_count', $1::text) ON CONFLICT (name) DO NOTHING",
            cancellationToken,
            shardCount.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (made == 1)
        {
            await connection.ExecuteAsync("INSERT INTO owners (shard) SELECT generate_series(0, $1 - 1)", cancellationToken, shardCount);
            await connection.ExecuteAsync("INSERT INTO shards (shard) SELECT generate_series(0, $1 - 1)", cancellationToken, shardCount);
            PostgresLog.SchemaCreated(log, version, shardCount);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// The id is the cluster's identifier (16 digits), its timeline (8), and a digest of the database itself (8). A failover changes the
    /// timeline, and so every cursor given out before it can be told from those after.
    /// </summary>
    private static async ValueTask<PostgresIdentity> IdentityAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<PostgresIdentity> found = await connection.ListAsync(
            """
            SELECT lpad(to_hex(system_identifier), 16, '0') || lower(shipments_timeline())
                || left(md5((SELECT value FROM meta WHERE name = 'database_id') || (SELECT oid FROM pg_database WHERE datname = current_database())), 8),
              (SELECT value::integer FROM meta WHERE name = 'shard_count'),
              (SELECT value::integer FROM meta WHERE name = 'schema_version'), shipments_timeline()
            FROM pg_control_system()
            """,
            row => new PostgresIdentity(new StoreIdentity(row.GetString(0), row.GetInt32(1), row.GetInt32(2)), row.GetString(3)),
            cancellationToken);
        return found[0];
    }
}
