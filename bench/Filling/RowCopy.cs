using Npgsql;
using NpgsqlTypes;

namespace Shipments.Bench.Filling;

/// <summary>Writes rows of new actors by COPY: what they are, what lists need of them, and when they are due, each over a connection of its own.</summary>
internal sealed class RowCopy(NpgsqlDataSource source)
{
    /// <summary>Writes rows of actors that have none yet.</summary>
    public Task WriteAsync(IReadOnlyList<FilledRow> rows, CancellationToken cancellationToken) => Task.WhenAll(
        CopyAsync("COPY actors (key, version, format, state) FROM STDIN (FORMAT BINARY)", rows, ActorAsync, cancellationToken),
        CopyAsync(
            "COPY parcels (tenant, parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms) FROM STDIN (FORMAT BINARY)",
            rows, ParcelAsync, cancellationToken),
        CopyAsync("COPY due (key, shard, due_ms) FROM STDIN (FORMAT BINARY)", [.. rows.Where(row => row.Due is not null)], DueAsync, cancellationToken));

    private static async Task ActorAsync(NpgsqlBinaryImporter import, FilledRow row, CancellationToken cancellationToken)
    {
        await import.WriteAsync(row.Key.Value, NpgsqlDbType.Text, cancellationToken);
        await import.WriteAsync(row.Version, NpgsqlDbType.Bigint, cancellationToken);
        await import.WriteAsync(row.Format, NpgsqlDbType.Integer, cancellationToken);
        await import.WriteAsync(row.State, NpgsqlDbType.Bytea, cancellationToken);
    }

    private static async Task ParcelAsync(NpgsqlBinaryImporter import, FilledRow row, CancellationToken cancellationToken)
    {
        await import.WriteAsync(row.Key.Tenant, NpgsqlDbType.Text, cancellationToken);
        await import.WriteAsync(row.Key.Id, NpgsqlDbType.Text, cancellationToken);
        await import.WriteAsync(row.Columns.Phase, NpgsqlDbType.Integer, cancellationToken);
        await import.WriteAsync(row.Columns.Lane, NpgsqlDbType.Text, cancellationToken);
        await import.WriteAsync(row.Columns.Flags, NpgsqlDbType.Bigint, cancellationToken);
        await import.WriteAsync(row.Columns.CreatedMs, NpgsqlDbType.Bigint, cancellationToken);
        await import.WriteAsync(row.Columns.LastEventMs, NpgsqlDbType.Bigint, cancellationToken);
        await import.WriteAsync(row.Columns.EtaMs, NpgsqlDbType.Bigint, cancellationToken);
    }

    private static async Task DueAsync(NpgsqlBinaryImporter import, FilledRow row, CancellationToken cancellationToken)
    {
        await import.WriteAsync(row.Key.Value, NpgsqlDbType.Text, cancellationToken);
        await import.WriteAsync(row.Shard, NpgsqlDbType.Integer, cancellationToken);
        await import.WriteAsync(row.Due!.Value.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint, cancellationToken);
    }

    private async Task CopyAsync(
        string statement, IReadOnlyList<FilledRow> rows, Func<NpgsqlBinaryImporter, FilledRow, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken);
        await using NpgsqlBinaryImporter import = await connection.BeginBinaryImportAsync(statement, cancellationToken);
        foreach (FilledRow row in rows)
        {
            await import.StartRowAsync(cancellationToken);
            await write(import, row, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }
}
