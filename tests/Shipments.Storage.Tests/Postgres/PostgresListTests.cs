namespace Shipments.Storage.Tests.Postgres;

/// <summary>The kit of lists on PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresListTests(PostgresFixture postgres) : ListConformanceTests
{
    protected override StoreHarness CreateHarness() => new PostgresHarness(postgres.NewDatabase());
}
