namespace Shipments.Storage.Tests.Postgres;

/// <summary>A database with a clock that stands still until a test moves it.</summary>
public sealed class PostgresHarness : StoreHarness
{
    public PostgresHarness(PostgresDatabaseOfTest database)
    {
        Database = database;
        database.CreateWithStoppedClock();
    }

    public PostgresDatabaseOfTest Database { get; }

    internal override IJournalStore Connect() => Database.Store();

    internal override Task PassAsync(TimeSpan time)
    {
        Database.Pass(time);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
