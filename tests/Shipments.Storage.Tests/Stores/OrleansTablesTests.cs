using Microsoft.Data.Sqlite;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>The statements that Orleans' ADO.NET grain storage reads by name, run as it runs them: parameters by name, all result rows taken.</summary>
#pragma warning disable CA1001 // The test runner calls DisposeAsync of IAsyncLifetime.
public sealed class OrleansTablesTests : IAsyncLifetime
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
    public void A_first_write_gives_version_1_and_a_second_first_write_changes_nothing()
    {
        Run("WriteToStorageKey", null, "one").Should().Equal("1");
        Run("WriteToStorageKey", null, "two").Should().Equal([""], "an empty answer is a conflict");
        Run("ReadFromStorageKey", null, "").Should().Equal("one|1");
    }

    [Fact]
    public void A_write_needs_the_version_it_read_and_answers_its_own_when_it_has_another()
    {
        Run("WriteToStorageKey", null, "one");
        Run("WriteToStorageKey", 1, "two").Should().Equal("2");
        Run("WriteToStorageKey", 1, "three").Should().Equal(["1"], "the version given, unchanged, is a conflict");
        Run("WriteToStorageKey", 2, "four").Should().Equal("3");
        Run("ReadFromStorageKey", null, "").Should().Equal("four|3");
    }

    [Fact]
    public void A_write_with_a_version_where_there_is_no_row_is_a_conflict() =>
        Run("WriteToStorageKey", 7, "one").Should().Equal("7");

    [Fact]
    public void A_cleared_row_keeps_its_place_and_counts_on()
    {
        Run("WriteToStorageKey", null, "one");
        Run("ClearStorageKey", 9, "").Should().Equal("9");
        Run("ClearStorageKey", 1, "").Should().Equal("2");
        Run("ReadFromStorageKey", null, "").Should().Equal("|2");
        Run("WriteToStorageKey", 2, "again").Should().Equal("3");
    }

    [Fact]
    public void A_deleted_row_is_gone()
    {
        Run("WriteToStorageKey", null, "one");
        Run("DeleteStorageKey", 2, "").Should().Equal("2");
        Run("DeleteStorageKey", 1, "").Should().Equal("2");
        Run("ReadFromStorageKey", null, "").Should().BeEmpty();
        Run("WriteToStorageKey", null, "anew").Should().Equal("1");
    }

    [Fact]
    public void Keys_that_differ_in_any_part_are_different_rows()
    {
        Run("WriteToStorageKey", null, "one");
        foreach (string part in new[] { "GrainIdN0", "GrainIdN1", "GrainTypeString", "GrainIdExtensionString", "ServiceId" })
            Run("WriteToStorageKey", null, part, part).Should().Equal(["1"], "{0} is part of the key", part);
        Run("ReadFromStorageKey", null, "").Should().Equal("one|1");
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
                    using SqliteConnection connection = Open();
                    barrier.SignalAndWait();
                    return Run(connection, "WriteToStorageKey", null, $"writer {n}", null, type);
                },
                TaskCreationOptions.LongRunning)));
            answers.Count(answer => answer is ["1"]).Should().Be(1, "round {0}", round);
        }

        using SqliteConnection check = Open();
        using SqliteCommand count = check.CreateCommand();
        count.CommandText = "SELECT count(*) FROM OrleansStorage";
        count.ExecuteScalar().Should().Be((long)Rounds);
    }

    [Fact]
    public async Task The_statements_of_an_older_program_are_replaced_at_start()
    {
        using (SqliteConnection connection = Open())
        {
            using SqliteCommand spoil = connection.CreateCommand();
            spoil.CommandText = "UPDATE OrleansQuery SET QueryText = 'old'";
            spoil.ExecuteNonQuery();
        }

        await _store.OpenAsync(1, CancellationToken.None);

        Run("WriteToStorageKey", null, "one").Should().Equal("1");
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "state.db")};Pooling=false");
        connection.Open();
        return connection;
    }

    private List<string> Run(string query, int? version, string payload, string? changedPart = null)
    {
        using SqliteConnection connection = Open();
        return Run(connection, query, version, payload, changedPart, "lane");
    }

    /// <summary>Each result row, its columns joined by a bar; NULL is empty.</summary>
    private static List<string> Run(SqliteConnection connection, string query, int? version, string payload, string? changedPart, string type)
    {
        using SqliteCommand text = connection.CreateCommand();
        text.CommandText = "SELECT QueryText FROM OrleansQuery WHERE QueryKey = $key";
        text.Parameters.AddWithValue("$key", query);
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the product's own, stored where Orleans looks for it.
        command.CommandText = (string)text.ExecuteScalar()!;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("GrainIdHash", 11);
        command.Parameters.AddWithValue("GrainIdN0", changedPart == "GrainIdN0" ? 1L : 0L);
        command.Parameters.AddWithValue("GrainIdN1", changedPart == "GrainIdN1" ? 1L : 0L);
        command.Parameters.AddWithValue("GrainTypeHash", 12);
        command.Parameters.AddWithValue("GrainTypeString", changedPart == "GrainTypeString" ? "other" : type);
        command.Parameters.AddWithValue("GrainIdExtensionString", changedPart == "GrainIdExtensionString" ? DBNull.Value : "CN-US/std");
        command.Parameters.AddWithValue("ServiceId", changedPart == "ServiceId" ? "other" : "shipments");
        if (query != "ReadFromStorageKey")
            command.Parameters.AddWithValue("GrainStateVersion", version is { } v ? v : DBNull.Value);
        if (query == "WriteToStorageKey")
            command.Parameters.AddWithValue("PayloadBinary", System.Text.Encoding.UTF8.GetBytes(payload));
        return Rows(command);
    }

    private static List<string> Rows(SqliteCommand command)
    {
        var rows = new List<string>();
        using SqliteDataReader reader = command.ExecuteReader();
        do
        {
            while (reader.Read())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        }
        while (reader.NextResult());
        return rows;
    }

    private static string Text(object value) => value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{value}";
}
