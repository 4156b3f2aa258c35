using Microsoft.Data.Sqlite;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>Looks at the files beside a running storage.</summary>
internal sealed class SqliteStateReader(string folder) : IAsyncDisposable
{
    private readonly SqliteConnection _connection = Open(folder);

    /// <summary>The counter's row, or null.</summary>
    public StoredCounter? Row(ActorKey key)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT version, state FROM actors WHERE key = $key";
        command.Parameters.AddWithValue("$key", key.Value);
        using SqliteDataReader reader = command.ExecuteReader();
        if (!reader.Read())
            return null;
        CounterState state = new CounterKind().Decode(key, 1, reader.GetFieldValue<byte[]>(1));
        return new StoredCounter(reader.GetInt64(0), state.Sum, state.Count);
    }

    public long LowWater(int shard)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = "SELECT low_water FROM shards WHERE shard = $shard";
        command.Parameters.AddWithValue("$shard", shard);
        return (long)command.ExecuteScalar()!;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "state.db")};Pooling=false");
        connection.Open();
        return connection;
    }
}
