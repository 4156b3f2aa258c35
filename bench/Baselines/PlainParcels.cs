using Npgsql;
using Shipments.Contracts;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Grains.Parcels;

namespace Shipments.Bench.Baselines;

/// <summary>Parcels as rows, without actors: each change is one transaction that locks the row, folds, and writes it back.</summary>
internal sealed class PlainParcels(NpgsqlDataSource source, TimeProvider time) : ParcelCallsOfBaseline
{
    /// <summary>The table.</summary>
    public const string Table = """
        CREATE TABLE IF NOT EXISTS plain_parcels (
          key text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, state bytea NOT NULL) WITH (fillfactor = 85)
        """;

    private const string Lock = "SELECT version, state FROM plain_parcels WHERE key = $1 FOR UPDATE";
    private const string Read = "SELECT version, state FROM plain_parcels WHERE key = $1";
    private const string Rewrite = "UPDATE plain_parcels SET version = $2, state = $3 WHERE key = $1";
    private const string Insert = "INSERT INTO plain_parcels (key, version, state) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

    /// <inheritdoc/>
    public override async ValueTask<RegisterReply> Register(string tenant, string parcelId, RegisterCommand command, CancellationToken cancellationToken)
    {
        RegisterItem item = new(command, parcelId);
        await ChangeAsync(ActorKeys.Parcel(tenant, parcelId), item, cancellationToken);
        return await item.Reply;
    }

    /// <inheritdoc/>
    public override async ValueTask<RecordReply> Record(string tenant, string parcelId, RecordCommand command, CancellationToken cancellationToken)
    {
        RecordItem item = new(command);
        await ChangeAsync(ActorKeys.Parcel(tenant, parcelId), item, cancellationToken);
        return await item.Reply;
    }

    /// <inheritdoc/>
    public override async ValueTask<GetParcelReply> Get(string tenant, string parcelId, GetParcelQuery query, CancellationToken cancellationToken)
    {
        await using NpgsqlCommand read = source.CreateCommand(Read);
        read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ActorKeys.Parcel(tenant, parcelId) });
        ParcelRow row = await ReadAsync(read, cancellationToken);
        return GetItem.ReplyOf(query, parcelId, 0, row.State, row.Version);
    }

    private static async Task<ParcelRow> ReadAsync(NpgsqlCommand read, CancellationToken cancellationToken)
    {
        await using NpgsqlDataReader reader = await read.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? ParcelRow.Of(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : ParcelRow.None;
    }

    private async Task ChangeAsync(string key, InboxItem<ParcelState, ParcelTurn> item, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await source.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using NpgsqlCommand read = new(Lock, connection, transaction);
        read.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
        ParcelRow row = await ReadAsync(read, cancellationToken);
        ParcelRow next = row.Decide(item, key, time.GetUtcNow(), out Action answer);
        if (next.Version != row.Version)
        {
            await using NpgsqlCommand write = new(row.Version == 0 ? Insert : Rewrite, connection, transaction);
            write.Parameters.Add(new NpgsqlParameter<string> { TypedValue = key });
            write.Parameters.Add(new NpgsqlParameter<long> { TypedValue = next.Version });
            write.Parameters.Add(new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = next.State.Bytes, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea });
            if (await write.ExecuteNonQueryAsync(cancellationToken) == 0)
                throw new InvalidOperationException($"{key} was registered by another call at the same time.");
        }

        await transaction.CommitAsync(cancellationToken);
        answer();
    }
}
