using Microsoft.Extensions.Logging;
using Npgsql;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>A store on a database of its own, with a lease, and a live writer that owns every shard.</summary>
internal sealed class PostgresWritersBench : IAsyncDisposable
{
    public const int Shards = 4;
    private static readonly CancellationToken _none = CancellationToken.None;

    private PostgresWritersBench(PostgresDatabaseOfTest database, ILoggerFactory? logs)
    {
        Database = database;
        Store = database.Store(logs);
    }

    public PostgresDatabaseOfTest Database { get; }

    public PostgresStore Store { get; }

    public long Lease { get; private set; }

    public long Writer { get; set; }

    public static async Task<PostgresWritersBench> StartAsync(PostgresDatabaseOfTest database, ILoggerFactory? logs = null)
    {
        var bench = new PostgresWritersBench(database, logs);
        await bench.Store.OpenAsync(Shards, _none);
        bench.Lease = await bench.AcquireAsync("a", TimeSpan.FromMinutes(5));
        bench.Writer = await bench.Store.OpenWriterAsync(bench.Lease, _none);
        (await bench.Store.TakeShardsAsync(bench.Writer, [0, 1, 2, 3], TimeSpan.Zero, _none)).Should().Equal(0, 1, 2, 3);
        return bench;
    }

    public ValueTask<long> AcquireAsync(string address, TimeSpan length) =>
        Store.AcquireLeaseAsync(address, length, new Dictionary<string, int>(), _none);

    public static JournalBlock Block(int shard, long seq, string entry) => StoreConformanceTests.Block(shard, seq, entry);

    public Task<CommitOutcome> CommitAsync(long writer, int shard, long seq, string entry) =>
        Store.CommitAsync(writer, [Block(shard, seq, entry)], _none).AsTask();

    public async Task<long> HeadAsync(int shard) => (await Store.ReadShardsAsync(_none))[shard].Head;

    /// <summary>The backend of a writer's connection.</summary>
    public int BackendOf(long writer) => int.Parse(
        Database.Query($"SELECT pid FROM writers WHERE id = {writer}")[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// A writer of another process, as a connection that the test drives: it has sent its block and the fence, and holds its lock, and the
    /// commit does not come.
    /// </summary>
    public async Task<(long Writer, NpgsqlConnection Connection)> PausedWriterAsync(long lease, int shard, long seq)
    {
        NpgsqlConnection connection = await Database.ConnectAsync();
        long writer = await connection.ScalarAsync<long>("SELECT shipments_open_writer($1, shipments_timeline())", _none, lease);
        await Store.HandOverAsync(Writer, writer, [shard], _none);
        await connection.ExecuteAsync("BEGIN", _none);
        await connection.ExecuteAsync(
            "INSERT INTO journal (shard, first_seq, last_seq, writer, block) VALUES ($1, $2, $2, $3, 'zombie')", _none, shard, seq, writer);
        await connection.ExecuteAsync("SELECT shipments_fence($1, ARRAY[$2])", _none, writer, shard);
        return (writer, connection);
    }

    /// <summary>Asks until the answer is yes; the question is the wait.</summary>
    public async Task UntilAsync(string question, string what)
    {
        await using NpgsqlConnection connection = await Database.ConnectAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await connection.ScalarAsync<bool>(question, _none))
        {
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"timed out awaiting {what}");
        }
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
