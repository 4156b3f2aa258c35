using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shipments.TestKit.Postgres;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>A test's own database, and stores on it.</summary>
public sealed class PostgresDatabaseOfTest(PostgresServer server, string name)
{
    private static readonly DateTimeOffset _start = new(2026, 1, 1, 0, 10, 0, TimeSpan.Zero);
    private TimeSpan _passed;

    public string Name => name;

    public string ConnectionString => server.ConnectionString(name);

    internal PostgresStorageOptions Options => new() { ConnectionString = ConnectionString, PartitionWidth = TimeSpan.FromHours(1) };

    internal PostgresStore Store(ILoggerFactory? logs = null) => new(Options, logs ?? NullLoggerFactory.Instance);

    /// <summary>Makes the tables by the script, and stops their clock.</summary>
    public void CreateWithStoppedClock()
    {
        Execute(PostgresSchema.Script);
        Pass(TimeSpan.Zero);
    }

    /// <summary>Lets time pass on a stopped clock.</summary>
    public void Pass(TimeSpan time)
    {
        _passed += time;
        string now = (_start + _passed).ToString("O", CultureInfo.InvariantCulture);
        Execute($"CREATE OR REPLACE FUNCTION shipments_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT timestamptz ''{now}'''");
    }

    public void Execute(string sql) => server.Execute(name, sql);

    public IReadOnlyList<string> Query(string sql) => server.Query(name, sql);

    /// <summary>A connection of the test's own, closed with its backend.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
