using System.Text;
using Npgsql;
using Shipments.TestKit;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>The statements that Orleans' ADO.NET providers read by name, run as they run them: parameters by name, all result rows taken.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresOrleansTests(PostgresFixture postgres) : IAsyncLifetime
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
    public void A_first_write_gives_version_1_and_a_second_first_write_changes_nothing()
    {
        State("WriteToStorageKey", null, "one").Should().Equal("1");
        State("WriteToStorageKey", null, "two").Should().Equal([""], "an empty answer is a conflict");
        State("ReadFromStorageKey", null, "").Should().Equal("one|1");
    }

    [Fact]
    public void A_write_needs_the_version_it_read_and_answers_its_own_when_it_has_another()
    {
        State("WriteToStorageKey", 7, "none").Should().Equal(["7"], "there is no row");
        State("WriteToStorageKey", null, "one");
        State("WriteToStorageKey", 1, "two").Should().Equal("2");
        State("WriteToStorageKey", 1, "three").Should().Equal(["1"], "the version given, unchanged, is a conflict");
        State("ReadFromStorageKey", null, "").Should().Equal("two|2");
    }

    [Fact]
    public void A_cleared_row_counts_on_and_a_deleted_one_is_gone()
    {
        State("WriteToStorageKey", null, "one");
        State("ClearStorageKey", 9, "").Should().Equal("9");
        State("ClearStorageKey", 1, "").Should().Equal("2");
        State("ReadFromStorageKey", null, "").Should().Equal("|2");
        State("DeleteStorageKey", 1, "").Should().Equal("1");
        State("DeleteStorageKey", 2, "").Should().Equal("3");
        State("ReadFromStorageKey", null, "").Should().BeEmpty();
        State("WriteToStorageKey", null, "anew").Should().Equal("1");
    }

    [Fact]
    public void Keys_that_differ_in_any_part_are_different_rows()
    {
        State("WriteToStorageKey", null, "one");
        foreach (string part in new[] { "GrainIdN0", "GrainIdN1", "GrainTypeString", "GrainIdExtensionString", "ServiceId" })
            State("WriteToStorageKey", null, part, part).Should().Equal(["1"], "{0} is part of the key", part);
        State("WriteToStorageKey", null, "again", "GrainIdExtensionString").Should().Equal([""], "a null is equal to a null");
        State("ReadFromStorageKey", null, "").Should().Equal("one|1");
    }

    [Fact]
    public async Task Of_first_writes_at_the_same_moment_one_is_accepted()
    {
        const int Rounds = 50;
        for (int round = 0; round < Rounds; round++)
        {
            string type = $"lane{round}";
            using var barrier = new Barrier(4);
            List<string>[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Factory.StartNew(
                () =>
                {
                    using NpgsqlConnection connection = Open();
                    barrier.SignalAndWait();
                    return State(connection, "WriteToStorageKey", null, $"writer {n}", null, type);
                },
                TaskCreationOptions.LongRunning))).Awaiting($"round {round}");
            answers.Count(answer => answer is ["1"]).Should().Be(1, "round {0}", round);
        }

        _database.Query("SELECT count(*) FROM OrleansStorage").Should().Equal($"{Rounds}");
    }

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

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }

    private List<string> Silo(string query, int version = 0, int status = 3, int port = 11111, DateTime? alive = null)
    {
        using NpgsqlConnection connection = Open();
        using NpgsqlCommand command = Command(connection, query);
        command.Parameters.AddWithValue("DeploymentId", "c");
        command.Parameters.AddWithValue("Address", "10.0.0.1");
        command.Parameters.AddWithValue("Port", port);
        command.Parameters.AddWithValue("Generation", 7);
        command.Parameters.AddWithValue("SiloName", "silo");
        command.Parameters.AddWithValue("HostName", "host");
        command.Parameters.AddWithValue("Status", status);
        command.Parameters.AddWithValue("ProxyPort", 30000);
        command.Parameters.AddWithValue("SuspectTimes", "suspects");
        command.Parameters.AddWithValue("StartTime", _started);
        command.Parameters.AddWithValue("IAmAliveTime", alive ?? _started);
        command.Parameters.AddWithValue("Version", version);
        return Rows(command);
    }

    private List<string> State(string query, int? version, string payload, string? changedPart = null)
    {
        using NpgsqlConnection connection = Open();
        return State(connection, query, version, payload, changedPart, "lane");
    }

    private static List<string> State(NpgsqlConnection connection, string query, int? version, string payload, string? changedPart, string type)
    {
        using NpgsqlCommand command = Command(connection, query);
        command.Parameters.AddWithValue("GrainIdHash", 11);
        command.Parameters.AddWithValue("GrainIdN0", changedPart == "GrainIdN0" ? 1L : 0L);
        command.Parameters.AddWithValue("GrainIdN1", changedPart == "GrainIdN1" ? 1L : 0L);
        command.Parameters.AddWithValue("GrainTypeHash", 12);
        command.Parameters.AddWithValue("GrainTypeString", changedPart == "GrainTypeString" ? "other" : type);
        command.Parameters.AddWithValue("GrainIdExtensionString", changedPart == "GrainIdExtensionString" ? DBNull.Value : "CN-US/std");
        command.Parameters.AddWithValue("ServiceId", changedPart == "ServiceId" ? "other" : "shipments");
        command.Parameters.AddWithValue("GrainStateVersion", version is { } v ? v : DBNull.Value);
        command.Parameters.AddWithValue("PayloadBinary", Encoding.UTF8.GetBytes(payload));
        return Rows(command);
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string query)
    {
        using var text = new NpgsqlCommand("SELECT QueryText FROM OrleansQuery WHERE QueryKey = $1", connection);
        text.Parameters.Add(new NpgsqlParameter { Value = query });
#pragma warning disable CA2100 // The text is the product's own, stored where Orleans looks for it.
        return new NpgsqlCommand((string)text.ExecuteScalar()!, connection);
#pragma warning restore CA2100
    }

    /// <summary>Each result row, its columns joined by a bar; NULL is empty.</summary>
    private static List<string> Rows(NpgsqlCommand command)
    {
        var rows = new List<string>();
        using NpgsqlDataReader reader = command.ExecuteReader();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        return rows;
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
