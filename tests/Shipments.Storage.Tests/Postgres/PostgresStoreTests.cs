namespace Shipments.Storage.Tests.Postgres;

/// <summary>The conformance kit on PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresStoreTests(PostgresFixture postgres) : StoreConformanceTests
{
    protected override StoreHarness CreateHarness() => new PostgresHarness(postgres.NewDatabase());
}
