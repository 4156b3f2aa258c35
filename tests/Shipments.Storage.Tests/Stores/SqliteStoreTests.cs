using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>The conformance kit on SQLite, and what only files have: the lock, the pair, the identity.</summary>
public sealed class SqliteStoreTests : StoreConformanceTests
{
    private SqliteFolder Files => (SqliteFolder)Database;

    [Fact]
    public async Task A_second_store_on_the_folder_is_refused_and_says_why()
    {
        await using SqliteStore second = Connect();
        await FluentActions.Awaiting(() => second.OpenAsync(4, CancellationToken.None).AsTask())
            .Should().ThrowAsync<StoreRefusedException>().WithMessage($"*{Path.Combine(Files.Folder, "shipments.lock")}*another process*");
    }

    [Fact]
    public async Task A_state_file_of_another_database_is_refused()
    {
        await Store.DisposeAsync();
        using var other = new TempFolder();
        await using (var foreign = new SqliteStore(new SqliteStorageOptions { Folder = other.Path }, Files.Time))
            await foreign.OpenAsync(4, CancellationToken.None);
        File.Copy(Path.Combine(other.Path, "state.db"), Path.Combine(Files.Folder, "state.db"), overwrite: true);
        File.Delete(Path.Combine(Files.Folder, "state.db-wal"));

        await ShouldRefuseAsync("*restore two files that belong together*");
    }

    [Fact]
    public async Task A_power_loss_right_after_the_first_commits_costs_no_entry_and_no_start()
    {
        await Store.CommitAsync(Writer, [Block(0, 1, "a")], CancellationToken.None);
        using var after = new TempFolder();
        // journal.db is synced by each commit. Of state.db only what was synced outlives the power: its write-ahead log was not, until now.
        foreach (string file in (string[])["journal.db", "journal.db-wal", "state.db"])
            File.Copy(Path.Combine(Files.Folder, file), Path.Combine(after.Path, file));

        await using var again = new SqliteStore(new SqliteStorageOptions { Folder = after.Path }, Files.Time);
        await again.OpenAsync(4, CancellationToken.None);
        (await again.ReadShardsAsync(CancellationToken.None))[0].Should().Match<ShardRow>(shard => shard.LowWater == 1 && shard.Head == 1);
    }

    [Fact]
    public async Task A_missing_state_file_is_refused_once_the_journal_has_entries()
    {
        await Store.CommitAsync(Writer, [Block(0, 1, "a")], CancellationToken.None);
        await Store.DisposeAsync();
        File.Delete(Path.Combine(Files.Folder, "state.db"));

        await ShouldRefuseAsync("*state.db is missing*");
    }

    [Fact]
    public async Task A_missing_state_file_is_made_anew_while_the_journal_is_empty()
    {
        await Store.DisposeAsync();
        File.Delete(Path.Combine(Files.Folder, "state.db"));

        await using SqliteStore again = Connect();
        (await again.OpenAsync(4, CancellationToken.None)).ShardCount.Should().Be(4);
    }

    [Fact]
    public async Task A_journal_older_than_the_rows_is_refused()
    {
        await Store.CommitAsync(Writer, [Block(0, 1, "a")], CancellationToken.None);
        await Store.WriteRowsAsync([], [new ShardSeq(0, 2)], CancellationToken.None);
        await Store.DisposeAsync();
        Execute("journal.db", "DELETE FROM journal");

        await ShouldRefuseAsync("*journal.db is an older copy*");
    }

    [Fact]
    public async Task Rows_older_than_the_trimmed_journal_are_refused()
    {
        await Store.CommitAsync(Writer, [Block(0, 1, "a")], CancellationToken.None);
        await Store.DisposeAsync();
        Execute("journal.db", "DELETE FROM journal; UPDATE owners SET trimmed = 1 WHERE shard = 0");

        await ShouldRefuseAsync("*state.db is an older copy*");
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await Store.DisposeAsync();
        Execute("journal.db", "UPDATE meta SET value = 2 WHERE name = 'schema_version'");

        await ShouldRefuseAsync("*journal.db has schema 2; this program reads 1 to 1*");
    }

    [Fact]
    public async Task What_an_earlier_process_left_is_dead_when_the_lock_is_free()
    {
        await Store.DisposeAsync();
        await using SqliteStore again = Connect();
        await again.OpenAsync(4, CancellationToken.None);

        (await again.ReadLeasesAsync(CancellationToken.None)).Should().BeEmpty();
        (await again.ReadShardsAsync(CancellationToken.None)).Should().OnlyContain(shard => shard.Writer == 0);
        long lease = await again.AcquireLeaseAsync("b", Lease, new Dictionary<string, int>(), CancellationToken.None);
        (await again.OpenWriterAsync(lease, CancellationToken.None)).Should().BeGreaterThan(Writer, "ids of writers are never used again");
    }

    [Fact]
    public async Task A_slow_write_of_rows_does_not_hold_up_who_owns_the_shards()
    {
        using var other = new SqliteSession(Path.Combine(Files.Folder, "state.db"), "NORMAL", 1000);
        other.Execute("BEGIN IMMEDIATE");
        Task<IReadOnlyList<ActorKey>> write = Store.WriteRowsAsync([Row("p", 1, "s")], [], CancellationToken.None).AsTask();

        (await Store.ReadShardsAsync(CancellationToken.None).Awaiting("the shards, which each renewal of the lease reads", TimeSpan.FromSeconds(5)))
            .Should().HaveCount(4);

        write.IsCompleted.Should().BeFalse("the rows wait for the lock still");
        other.Execute("ROLLBACK");
        (await write.Awaiting("the rows")).Should().BeEmpty();
    }

    [Fact]
    public async Task List_columns_are_rewritten_only_when_one_of_them_changed()
    {
        var columns = new ListColumns(3, "CN-US/standard", 5, 100, 200, 300);
        await Store.WriteRowsAsync([Row("p", 1, "s") with { Columns = columns }], [], CancellationToken.None);
        Query("SELECT tenant, parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels")
            .Should().Equal("acme|p|3|CN-US/standard|5|100|200|300");
        Execute("state.db", "CREATE TRIGGER seen AFTER UPDATE ON parcels BEGIN INSERT INTO meta VALUES ('seen' || random(), 1); END");

        await Store.WriteRowsAsync([Row("p", 2, "s") with { Columns = columns }], [], CancellationToken.None);
        Query("SELECT count(*) FROM meta WHERE name LIKE 'seen%'").Should().Equal("0");
        await Store.WriteRowsAsync([Row("p", 3, "s") with { Columns = columns with { Flags = 6 } }], [], CancellationToken.None);
        Query("SELECT count(*) FROM meta WHERE name LIKE 'seen%'").Should().Equal("1");
        await Store.WriteRowsAsync([Row("p", 2, "s") with { Columns = columns with { Flags = 9 } }], [], CancellationToken.None);
        Query("SELECT flags FROM parcels").Should().Equal(["6"], "the row did not advance");
    }

    protected override StoreHarness CreateHarness() => new SqliteFolder();

    private SqliteStore Connect() => Files.Open();

    private async Task ShouldRefuseAsync(string message)
    {
        await using SqliteStore again = Connect();
        await FluentActions.Awaiting(() => again.OpenAsync(4, CancellationToken.None).AsTask())
            .Should().ThrowAsync<StoreRefusedException>().WithMessage(message);
    }

    private void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Files.Folder, file)};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private List<string> Query(string sql)
    {
        using var session = new SqliteSession(Path.Combine(Files.Folder, "state.db"), "NORMAL", 1000);
        return session.Statement(sql).List(row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(row.GetString)));
    }

    private sealed class SqliteFolder : StoreHarness
    {
        private readonly TempFolder _folder = new();

        public string Folder => _folder.Path;

        public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

        public SqliteStore Open() => new(new SqliteStorageOptions { Folder = Folder }, Time);

        internal override IJournalStore Connect() => Open();

        internal override Task PassAsync(TimeSpan time)
        {
            Time.Advance(time);
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
