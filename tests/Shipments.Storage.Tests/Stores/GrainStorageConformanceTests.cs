using System.Data.Common;
using System.Globalization;
using System.Text;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>
/// The statements that Orleans' ADO.NET grain storage reads by name, run as it runs them: parameters by name, all result rows taken. Derive once a
/// database.
/// </summary>
public abstract class GrainStorageConformanceTests
{
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
        State("WriteToStorageKey", 2, "four").Should().Equal("3");
        State("ReadFromStorageKey", null, "").Should().Equal("four|3");
    }

    [Fact]
    public void A_cleared_row_keeps_its_place_and_counts_on()
    {
        State("WriteToStorageKey", null, "one");
        State("ClearStorageKey", 9, "").Should().Equal("9");
        State("ClearStorageKey", 1, "").Should().Equal("2");
        State("ReadFromStorageKey", null, "").Should().Equal("|2");
        State("WriteToStorageKey", 2, "again").Should().Equal("3");
    }

    [Fact]
    public void A_deleted_row_is_gone()
    {
        State("WriteToStorageKey", null, "one");
        State("DeleteStorageKey", 2, "").Should().Equal("2");
        State("DeleteStorageKey", 1, "").Should().Equal("2");
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
                    using DbConnection connection = Open();
                    barrier.SignalAndWait();
                    return State(connection, "WriteToStorageKey", null, $"writer {n}", null, type);
                },
                TaskCreationOptions.LongRunning))).Awaiting($"round {round}");
            answers.Count(answer => answer is ["1"]).Should().Be(1, "round {0}", round);
        }

        using DbConnection check = Open();
        using DbCommand count = check.CreateCommand();
        count.CommandText = "SELECT count(*) FROM OrleansStorage";
        count.ExecuteScalar().Should().Be((long)Rounds);
    }

    private protected abstract DbConnection Open();

    private protected List<string> State(string query, int? version, string payload, string? changedPart = null)
    {
        using DbConnection connection = Open();
        return State(connection, query, version, payload, changedPart, "lane");
    }

    /// <summary>The statement of a name, without its parameters.</summary>
    private protected static DbCommand Command(DbConnection connection, string query)
    {
        using DbCommand text = connection.CreateCommand();
        text.CommandText = "SELECT QueryText FROM OrleansQuery WHERE QueryKey = @key";
        Add(text, "key", query);
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the product's own, stored where Orleans looks for it.
        command.CommandText = (string)text.ExecuteScalar()!;
#pragma warning restore CA2100
        return command;
    }

    private protected static void Add(DbCommand command, string name, object value)
    {
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    /// <summary>Each result row, its columns joined by a bar; NULL is empty.</summary>
    private protected static List<string> Rows(DbCommand command)
    {
        var rows = new List<string>();
        using DbDataReader reader = command.ExecuteReader();
        do
        {
            while (reader.Read())
                rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        }
        while (reader.NextResult());
        return rows;
    }

    private static List<string> State(DbConnection connection, string query, int? version, string payload, string? changedPart, string type)
    {
        using DbCommand command = Command(connection, query);
        Add(command, "GrainIdHash", 11);
        Add(command, "GrainIdN0", changedPart == "GrainIdN0" ? 1L : 0L);
        Add(command, "GrainIdN1", changedPart == "GrainIdN1" ? 1L : 0L);
        Add(command, "GrainTypeHash", 12);
        Add(command, "GrainTypeString", changedPart == "GrainTypeString" ? "other" : type);
        Add(command, "GrainIdExtensionString", changedPart == "GrainIdExtensionString" ? DBNull.Value : "CN-US/std");
        Add(command, "ServiceId", changedPart == "ServiceId" ? "other" : "shipments");
        if (query != "ReadFromStorageKey")
            Add(command, "GrainStateVersion", version is { } v ? v : DBNull.Value);
        if (query == "WriteToStorageKey")
            Add(command, "PayloadBinary", Encoding.UTF8.GetBytes(payload));
        return Rows(command);
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
