using Shipments.TestKit.Postgres;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>One server for every test that needs a database; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private int _databases;

    public PostgresServer Server { get; private set; } = null!;

    /// <summary>A standby that never comes: a test can hold a commit open between its end here and its answer. All others do not wait for it.</summary>
    public async Task InitializeAsync() =>
        Server = await PostgresServer.StartNewAsync("synchronous_standby_names=nobody", "synchronous_commit=local");

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>A new, empty database.</summary>
    public PostgresDatabaseOfTest NewDatabase()
    {
        string name = $"test_{Interlocked.Increment(ref _databases)}";
        Server.CreateDatabase(name);
        return new PostgresDatabaseOfTest(Server, name);
    }
}
