namespace Shipments.Storage.Tests.Postgres;

/// <summary>The tests that share a server.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit calls it a collection.
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>
#pragma warning restore CA1711
{
    public const string Name = "postgres";
}
