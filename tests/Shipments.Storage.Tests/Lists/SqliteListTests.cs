namespace Shipments.Storage.Tests;

/// <summary>Lists on SQLite, and files of the schema that had no index for them.</summary>
public sealed class SqliteListTests : ListConformanceTests
{
    private SqliteFolder Files => (SqliteFolder)Database;

    [Fact]
    public async Task Files_of_the_former_schema_are_raised_and_list_what_they_had()
    {
        await WriteAsync("acme", [new ListedParcel("p", new ListColumns(1, "CN-US/x", 0, 5, 6, 0))]);
        await Store.DisposeAsync();
        Lower("journal.db", "SELECT 1");
        Lower("state.db", "DROP INDEX parcels_created; DROP INDEX parcels_last_event;");

        Store = Files.Open();
        StoreIdentity opened = await Store.OpenAsync(4, CancellationToken.None);

        opened.SchemaVersion.Should().Be(2);
        (await AllAsync(new ParcelListQuery("acme"), 10)).Should().Equal("p");
        (await AllAsync(new ParcelListQuery("acme") { Order = ParcelOrder.LastEvent, Descending = true }, 10)).Should().Equal("p");
        await Store.DisposeAsync();
        Version("journal.db").Should().Be(2);
        Version("state.db").Should().Be(2);
    }

    [Fact]
    public async Task A_start_that_died_between_the_two_files_is_done_again()
    {
        await Store.DisposeAsync();
        Lower("state.db", "DROP INDEX parcels_created; DROP INDEX parcels_last_event;");

        Store = Files.Open();
        (await Store.OpenAsync(4, CancellationToken.None)).SchemaVersion.Should().Be(2);

        (await AllAsync(new ParcelListQuery("acme"), 10)).Should().BeEmpty();
        await Store.DisposeAsync();
        Version("state.db").Should().Be(2);
    }

    protected override StoreHarness CreateHarness() => new SqliteFolder();

    private void Lower(string file, string sql)
    {
        using SqliteSession session = Open(file);
        session.Execute(sql);
        session.Execute("UPDATE meta SET value = 1 WHERE name = 'schema_version'");
    }

    private long Version(string file)
    {
        using SqliteSession session = Open(file);
        return session.Statement("SELECT value FROM meta WHERE name = 'schema_version'").Number();
    }

    private SqliteSession Open(string file) => new(Path.Combine(Files.Folder, file), "NORMAL", 1000);
}
