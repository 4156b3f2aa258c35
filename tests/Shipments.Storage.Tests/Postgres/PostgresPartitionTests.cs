using System.Text;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>Partitions of the journal, and rows beside rows: what only PostgreSQL has.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresPartitionTests(PostgresFixture postgres)
{
    private const string Partitions = "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'journal'::regclass ORDER BY 1";
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task Partitions_are_made_ahead_at_the_start_and_by_renewals()
    {
        (PostgresDatabaseOfTest database, PostgresWritersBench bench) = await StartAsync();
        await using PostgresWritersBench _ = bench;
        database.Query(Partitions).Should().Equal("journal_20260101_000000", "journal_20260101_010000", "journal_20260101_020000");

        database.Pass(TimeSpan.FromHours(1));
        await bench.Store.RenewLeaseAsync(bench.Lease, _none);
        database.Query(Partitions).Should().HaveCount(3, "the next one is there");
        database.Pass(TimeSpan.FromHours(1));
        await bench.Store.RenewLeaseAsync(bench.Lease, _none);
        database.Query(Partitions).Should().HaveCount(5);
    }

    [Fact]
    public async Task A_commit_past_the_last_partition_makes_the_one_it_needs()
    {
        (PostgresDatabaseOfTest database, PostgresWritersBench bench) = await StartAsync();
        await using PostgresWritersBench _ = bench;
        database.Pass(TimeSpan.FromDays(100));
        (await bench.CommitAsync(bench.Writer, 0, 1, "late")).Should().Be(CommitOutcome.Committed);

        database.Pass(TimeSpan.FromDays(-200));
        (await bench.CommitAsync(bench.Writer, 0, 2, "set-back")).Should().Be(CommitOutcome.Committed);
        (await bench.HeadAsync(0)).Should().Be(2);
    }

    [Fact]
    public async Task Trimming_drops_a_partition_only_when_every_shard_of_it_may_go()
    {
        (PostgresDatabaseOfTest database, PostgresWritersBench bench) = await StartAsync();
        await using PostgresWritersBench _ = bench;
        await bench.CommitAsync(bench.Writer, 0, 1, "a");
        await bench.CommitAsync(bench.Writer, 3, 1, "b");
        database.Pass(TimeSpan.FromHours(5));
        await bench.Store.WriteRowsAsync([], [new ShardSeq(0, 2), new ShardSeq(3, 2)], _none);

        (await TrimAsync(bench, 0)).Should().Be(0, "shard 3's owner has not said that its blocks may go");
        database.Query(Partitions).Should().Contain("journal_20260101_000000");
        (await TrimAsync(bench, 3)).Should().Be(2, "what the owner of shard 0 said stands");

        database.Query(Partitions).Should().NotContain("journal_20260101_000000");
        database.Query("SELECT count(*) FROM pg_tables WHERE tablename = 'journal_20260101_000000'").Should().Equal("0");
        (await bench.Store.ReadShardsAsync(_none)).Select(shard => (shard.Head, shard.TrimmedTo)).Should().Equal((1, 1), (0, 0), (0, 0), (1, 1));
    }

    [Fact]
    public async Task Dead_writers_are_forgotten_with_the_blocks_of_their_time()
    {
        (PostgresDatabaseOfTest database, PostgresWritersBench bench) = await StartAsync();
        await using PostgresWritersBench _ = bench;
        await bench.Store.ReplaceWriterAsync(await bench.Store.OpenWriterAsync(bench.Lease, _none), 0, _none);
        await TrimAsync(bench, 0);
        database.Query("SELECT count(*) FROM writers").Should().Equal("2");
        database.Pass(TimeSpan.FromHours(2));

        await TrimAsync(bench, 0);

        database.Query("SELECT id FROM writers").Should().Equal($"{bench.Writer}");
    }

    [Fact]
    public async Task List_columns_are_rewritten_only_when_one_of_them_changed()
    {
        (PostgresDatabaseOfTest database, PostgresWritersBench bench) = await StartAsync();
        await using PostgresWritersBench _ = bench;
        var columns = new ListColumns(3, "CN-US/standard", 5, 100, 200, 300);
        RowWrite Row(long version, ListColumns listed) =>
            new(StoreConformanceTests.Key("p"), 0, version, 1, Encoding.UTF8.GetBytes("s"), listed, null);
        await bench.Store.WriteRowsAsync([Row(1, columns)], [], _none);
        database.Query("SELECT tenant, parcel_id, phase, lane, flags, created_ms, last_event_ms, eta_ms FROM parcels")
            .Should().Equal("acme|p|3|CN-US/standard|5|100|200|300");
        string written = database.Query("SELECT ctid::text FROM parcels")[0];

        await bench.Store.WriteRowsAsync([Row(2, columns)], [], _none);
        database.Query("SELECT ctid::text FROM parcels").Should().Equal([written], "nothing of it changed");
        await bench.Store.WriteRowsAsync([Row(3, columns with { Flags = 6 })], [], _none);
        database.Query("SELECT flags FROM parcels").Should().Equal("6");
        (await bench.Store.WriteRowsAsync([Row(2, columns with { Flags = 9 })], [], _none)).Should().ContainSingle();
        database.Query("SELECT flags FROM parcels").Should().Equal(["6"], "the row did not advance");
    }

    [Fact]
    public async Task A_call_reads_and_writes_as_many_rows_as_a_store_may_be_asked_for()
    {
        (PostgresDatabaseOfTest _, PostgresWritersBench bench) = await StartAsync();
        await using PostgresWritersBench __ = bench;
        RowWrite[] rows = [.. Enumerable.Range(0, IRowStore.RowsMax).Select(n => StoreConformanceTests.Row($"r{n:d4}", 1, $"{n}"))];

        (await bench.Store.WriteRowsAsync(rows, [], _none)).Should().BeEmpty();

        IReadOnlyList<ActorRow> read = await bench.Store.LoadRowsAsync([.. rows.Select(row => row.Key)], _none);
        read.OrderBy(row => row.Key.Value).Select(row => Encoding.UTF8.GetString(row.State.Span))
            .Should().Equal(Enumerable.Range(0, IRowStore.RowsMax).Select(n => $"{n}"));
    }

    private static ValueTask<int> TrimAsync(PostgresWritersBench bench, int shard) =>
        bench.Store.TrimAsync([new ShardSeq(shard, 1)], TimeSpan.FromHours(1), 100, _none);

    private async Task<(PostgresDatabaseOfTest Database, PostgresWritersBench Bench)> StartAsync()
    {
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        database.CreateWithStoppedClock();
        return (database, await PostgresWritersBench.StartAsync(database));
    }
}
