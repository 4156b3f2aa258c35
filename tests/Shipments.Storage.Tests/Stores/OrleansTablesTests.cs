using System.Data.Common;
using Microsoft.Data.Sqlite;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>The kit of Orleans' grain storage on SQLite.</summary>
#pragma warning disable CA1001 // The test runner calls DisposeAsync of IAsyncLifetime.
public sealed class OrleansTablesTests : GrainStorageConformanceTests, IAsyncLifetime
#pragma warning restore CA1001
{
    private TempFolder _folder = null!;
    private SqliteStore _store = null!;

    public async Task InitializeAsync()
    {
        _folder = new TempFolder();
        _store = new SqliteStore(new SqliteStorageOptions { Folder = _folder.Path }, TimeProvider.System);
        await _store.OpenAsync(1, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_statements_of_an_older_program_are_replaced_at_start()
    {
        using (DbConnection connection = Open())
        {
            using DbCommand spoil = connection.CreateCommand();
            spoil.CommandText = "UPDATE OrleansQuery SET QueryText = 'old'";
            spoil.ExecuteNonQuery();
        }

        await _store.OpenAsync(1, CancellationToken.None);

        State("WriteToStorageKey", null, "one").Should().Equal("1");
    }

    private protected override DbConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "state.db")};Pooling=false");
        connection.Open();
        return connection;
    }
}
