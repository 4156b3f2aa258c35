using System.Data.Common;
using Npgsql;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>The kit of Orleans' grain storage on PostgreSQL, and in the same way the statements of its clustering.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresOrleansTests(PostgresFixture postgres) : GrainStorageConformanceTests, IAsyncLifetime
{
    private static readonly DateTime _started = new(2026, 1, 1, 0, 10, 0, DateTimeKind.Utc);
    private PostgresDatabaseOfTest _database = null!;

    public async Task InitializeAsync()
    {
        _database = postgres.NewDatabase();
        _database.CreateWithStoppedClock();
        await using PostgresStore store = _database.Store();
        await store.OpenAsync(1, CancellationToken.None);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_statements_of_an_older_program_are_replaced_at_start()
    {
        _database.Execute("UPDATE OrleansQuery SET QueryText = 'old'; DELETE FROM OrleansQuery WHERE QueryKey LIKE 'Cleanup%'");
        await using PostgresStore store = _database.Store();
        await store.OpenAsync(1, CancellationToken.None);

        _database.Query("SELECT count(*) FROM OrleansQuery WHERE QueryText <> 'old'").Should().Equal($"{PostgresOrleans.Queries.Count}");
        State("WriteToStorageKey", null, "one").Should().Equal("1");
    }

    [Fact]
    public void A_silo_joins_only_with_the_tables_version_and_only_once()
    {
        Silo("InsertMembershipVersionKey").Should().Equal("1");
        Silo("InsertMembershipVersionKey").Should().Equal("0");
        Silo("InsertMembershipKey", version: 5).Should().Equal(["0"], "the table is at 0");
        Silo("InsertMembershipKey", version: 0).Should().Equal("1");
        Silo("InsertMembershipKey", version: 1).Should().Equal(["0"], "the row is there");
        Silo("MembershipReadAllKey").Should().Equal(["c|10.0.0.1|11111|7|silo|host|3|30000||01/01/2026 00:10:00|01/01/2026 00:10:00|1"], "the database's clock says when");
        Silo("MembershipReadRowKey", port: 9).Should().Equal(["c|||||||||||1"], "the version comes without a row, too");
        Silo("GatewaysQueryKey").Should().Equal("10.0.0.1|30000|7");
    }

    [Fact]
    public void A_silos_row_changes_only_with_the_tables_version()
    {
        Silo("InsertMembershipVersionKey");
        Silo("InsertMembershipKey", version: 0);
        Silo("UpdateMembershipKey", version: 0, status: 6).Should().Equal(["0"], "the table is at 1");
        Silo("UpdateMembershipKey", version: 1, status: 6, port: 9).Should().Equal(["0"], "there is no such row");
        Silo("GatewaysQueryKey").Should().HaveCount(1, "nothing changed, nor did the version");
        Silo("UpdateMembershipKey", version: 1, status: 6).Should().Equal("1");
        Silo("MembershipReadAllKey").Should().ContainSingle().Which.Should().Contain("|6|30000|suspects|").And.EndWith("|2");
        Silo("GatewaysQueryKey").Should().BeEmpty();
    }

    [Fact]
    public void A_heartbeat_is_of_the_databases_clock_and_leaves_the_version_alone()
    {
        Silo("InsertMembershipVersionKey");
        Silo("InsertMembershipKey", version: 0);
        _database.Pass(TimeSpan.FromMinutes(5));
        Silo("UpdateIAmAlivetimeKey", alive: _started.AddMinutes(-4));
        Silo("MembershipReadAllKey").Should().ContainSingle().Which.Should().EndWith("|01/01/2026 00:10:00|01/01/2026 00:15:00|1");
    }

    [Fact]
    public void Only_dead_silos_are_cleaned_up()
    {
        Silo("InsertMembershipVersionKey");
        Silo("InsertMembershipKey", version: 0);
        Silo("InsertMembershipKey", version: 1, port: 22222);
        Silo("UpdateMembershipKey", version: 2, status: 6, port: 22222);
        Silo("CleanupDefunctSiloEntriesKey", alive: _started);
        Silo("MembershipReadAllKey").Should().HaveCount(2, "none is older");
        Silo("CleanupDefunctSiloEntryKey", port: 22222, alive: _started.AddSeconds(1));
        Silo("MembershipReadAllKey").Should().HaveCount(2, "the row was alive at another time");
        Silo("CleanupDefunctSiloEntriesKey", alive: _started.AddDays(1));
        Silo("MembershipReadAllKey").Should().ContainSingle().Which.Should().Contain("|11111|");
        Silo("DeleteMembershipTableEntriesKey");
        Silo("MembershipReadAllKey").Should().BeEmpty();
    }

    private protected override DbConnection Open()
    {
        var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }

    private List<string> Silo(string query, int version = 0, int status = 3, int port = 11111, DateTime? alive = null)
    {
        using DbConnection connection = Open();
        using DbCommand command = Command(connection, query);
        Add(command, "DeploymentId", "c");
        Add(command, "Address", "10.0.0.1");
        Add(command, "Port", port);
        Add(command, "Generation", 7);
        Add(command, "SiloName", "silo");
        Add(command, "HostName", "host");
        Add(command, "Status", status);
        Add(command, "ProxyPort", 30000);
        Add(command, "SuspectTimes", "suspects");
        Add(command, "StartTime", _started);
        Add(command, "IAmAliveTime", alive ?? _started);
        Add(command, "Version", version);
        return Rows(command);
    }
}
