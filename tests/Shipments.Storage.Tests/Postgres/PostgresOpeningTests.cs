using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Shipments.TestKit;
using Shipments.TestKit.Postgres;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>Which databases are opened, made or refused, and what the options say.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresOpeningTests(PostgresFixture postgres)
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task A_database_with_fsync_off_is_refused()
    {
        await using PostgresServer server = await PostgresServer.StartNewAsync("fsync=off");
        await using var store = new PostgresStore(
            new PostgresStorageOptions { ConnectionString = server.ConnectionString("postgres") }, NullLoggerFactory.Instance);

        await FluentActions.Awaiting(() => store.OpenAsync(4, _none).AsTask())
            .Should().ThrowAsync<StoreRefusedException>().WithMessage("*fsync = off*");
    }

    [Fact]
    public async Task A_database_with_synchronous_commit_off_is_opened_with_a_warning()
    {
        using var logs = new RecordingLogs();
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        database.Execute($"ALTER DATABASE {database.Name} SET synchronous_commit = off");
        await using PostgresStore store = database.Store(logs);

        await store.OpenAsync(4, _none);

        logs.Of(2100).Should().ContainSingle().Which.Should().StartWith("The database has synchronous_commit = off");
    }

    [Fact]
    public async Task A_role_that_may_make_no_tables_serves_on_those_of_the_script()
    {
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        database.Execute(PostgresSchema.Script);
        database.Execute($"CREATE ROLE {database.Name}_silo LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {database.Name}_silo");
        PostgresStorageOptions options = database.Options;
        options.ConnectionString = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Username = $"{database.Name}_silo" }.ConnectionString;
        await using var store = new PostgresStore(options, NullLoggerFactory.Instance);

        await store.OpenAsync(4, _none);
        long lease = await store.AcquireLeaseAsync("a silo", TimeSpan.FromSeconds(10), new Dictionary<string, int> { ["counter"] = 1 }, _none);
        long writer = await store.OpenWriterAsync(lease, _none);
        (await store.TakeShardsAsync(writer, [0, 1, 2, 3], TimeSpan.Zero, _none)).Should().Equal(0, 1, 2, 3);

        (await store.RenewLeaseAsync(lease, _none)).Should().BeTrue();
        (await store.RaiseFormatAsync("counter", 1, _none)).Should().BeTrue();
        (await store.TrimAsync([new ShardSeq(0, 0)], TimeSpan.Zero, 10, _none)).Should().Be(0);
        database.Query("SELECT count(*) > 0 FROM journal_parts").Should().Equal("True");
        database.Query($"SELECT has_schema_privilege('{database.Name}_silo', 'public', 'CREATE')").Should().Equal("False");
        await store.ReleaseLeaseAsync(lease, _none);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        database.Execute(PostgresSchema.Script);
        database.Execute("UPDATE meta SET value = '3' WHERE name = 'schema_version'");
        await using PostgresStore store = database.Store();

        await FluentActions.Awaiting(() => store.OpenAsync(4, _none).AsTask())
            .Should().ThrowAsync<StoreRefusedException>().WithMessage("*has schema 3; this program reads 2 to 2*");
    }

    [Fact]
    public async Task Of_stores_that_open_an_empty_database_together_one_makes_it_and_all_agree()
    {
        using var logs = new RecordingLogs();
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        PostgresStore[] stores = [.. Enumerable.Range(0, 5).Select(_ => database.Store(logs))];

        StoreIdentity[] identities = await Task.WhenAll(stores.Select((store, n) => store.OpenAsync(4 << n, _none).AsTask()))
            .Awaiting("five stores to open");

        identities.Distinct().Should().ContainSingle();
        logs.Of(2101).Should().ContainSingle();
        database.Query("SELECT count(*) FROM owners").Should().Equal($"{identities[0].ShardCount}");
        foreach (PostgresStore store in stores)
            await store.DisposeAsync();
    }

    [Fact]
    public async Task The_identity_names_the_cluster_its_timeline_and_the_database()
    {
        PostgresDatabaseOfTest first = postgres.NewDatabase();
        PostgresDatabaseOfTest second = postgres.NewDatabase();
        await using PostgresStore one = first.Store();
        await using PostgresStore two = second.Store();
        string a = (await one.OpenAsync(4, _none)).DatabaseId;
        string b = (await two.OpenAsync(4, _none)).DatabaseId;

        a.Should().MatchRegex("^[0-9a-f]{16}00000001[0-9a-f]{8}$", "a new cluster is on timeline 1");
        b[..24].Should().Be(a[..24]);
        b.Should().NotBe(a);
    }

    [Fact]
    public async Task After_a_failover_nothing_is_renewed_or_written_until_the_store_is_opened_anew()
    {
        await using PostgresServer server = await PostgresServer.StartNewAsync();
        server.CreateDatabase("failover");
        var database = new PostgresDatabaseOfTest(server, "failover");
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(database);
        (await bench.CommitAsync(bench.Writer, 0, 1, "a")).Should().Be(CommitOutcome.Committed);
        string before = (await bench.Store.OpenAsync(4, _none)).DatabaseId;

        await server.FailOverAsync();

        await FluentActions.Awaiting(() => bench.CommitAsync(bench.Writer, 0, 2, "b")).Should().ThrowAsync<StorageUnavailableException>();
        await using PostgresStore anew = database.Store();
        string after = (await anew.OpenAsync(4, _none)).DatabaseId;
        (before[16..24], after[16..24]).Should().Be(("00000001", "00000002"));
        await ShouldRefuseAsync(() => bench.Store.RenewLeaseAsync(bench.Lease, _none).AsTask());
        await ShouldRefuseAsync(() => bench.Store.OpenWriterAsync(bench.Lease, _none).AsTask());
        (await anew.ReadShardsAsync(_none))[0].Head.Should().Be(1);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_unavailable()
    {
        await using var store = new PostgresStore(
            new PostgresStorageOptions { ConnectionString = "Host=/nowhere;Username=shipments" }, NullLoggerFactory.Instance);
        await FluentActions.Awaiting(() => store.OpenAsync(4, _none).AsTask()).Should().ThrowAsync<StorageUnavailableException>();
    }

    [Fact]
    public async Task Owners_that_changed_are_told_to_another_store_and_a_lease_that_leaves_is_seen_there()
    {
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(database);
        await using PostgresStore other = database.Store();
        await other.OpenAsync(4, _none);
        Task news = other.OwnersChangedAsync(_none);
        using (var ended = new CancellationTokenSource())
        {
            Task given = other.OwnersChangedAsync(ended.Token);
            await ended.CancelAsync();
            await FluentActions.Awaiting(() => given).Should().ThrowAsync<OperationCanceledException>();
        }

        // The listener may not stand yet when the first change is told; the next ones reach it.
        while (!news.IsCompleted)
        {
            await bench.Store.MarkLeavingAsync(bench.Lease, leaving: true, _none);
            (await other.ReadLeasesAsync(_none)).Should().ContainSingle(lease => lease.Lease == bench.Lease && lease.Leaving);
        }

        await news.Awaiting("the news of the change");
        await bench.Store.MarkLeavingAsync(bench.Lease, leaving: false, _none);
        (await other.ReadLeasesAsync(_none)).Should().ContainSingle(lease => lease.Lease == bench.Lease && !lease.Leaving);
    }

    [Fact]
    public async Task A_database_made_before_leases_could_leave_is_expanded_at_the_opening()
    {
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        await using (PostgresStore first = database.Store())
            await first.OpenAsync(4, _none);
        database.Execute("ALTER TABLE leases DROP COLUMN leaving");

        await using PostgresStore store = database.Store();
        await store.OpenAsync(4, _none);

        (await store.ReadLeasesAsync(_none)).Should().BeEmpty();
    }

    [Fact]
    public async Task States_stay_in_their_rows_as_they_are_also_in_a_database_that_had_them_compressed()
    {
        const string Storage = "SELECT attstorage::text FROM pg_attribute WHERE attrelid = 'actors'::regclass AND attname = 'state'";
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        await using (PostgresStore first = database.Store())
            await first.OpenAsync(4, _none);
        database.Query(Storage).Should().Equal("e");
        database.Execute("ALTER TABLE actors ALTER COLUMN state SET STORAGE EXTENDED");

        await using PostgresStore store = database.Store();
        await store.OpenAsync(4, _none);

        database.Query(Storage).Should().Equal("e");
        database.Query("SELECT reloptions::text FROM pg_class WHERE oid = 'actors'::regclass").Single().Should().Contain("toast_tuple_target=8160");
    }

    [Fact]
    public async Task A_closed_store_is_unavailable()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        await bench.Store.DisposeAsync();

        await FluentActions.Awaiting(() => bench.Store.ReadShardsAsync(_none).AsTask()).Should().ThrowAsync<StorageUnavailableException>();
        await FluentActions.Awaiting(() => bench.Store.OpenWriterAsync(bench.Lease, _none).AsTask()).Should().ThrowAsync<StorageUnavailableException>();
    }

    [Fact]
    public async Task A_host_starts_storage_on_PostgreSQL()
    {
        PostgresDatabaseOfTest database = postgres.NewDatabase();
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton<ActorKind>(new CounterKind());
        services.AddShipmentsStorage(options => options.ShardCount = 8).UsePostgres(options => options.ConnectionString = database.ConnectionString);
        await using var provider = new PlainServices(services);

        await provider.GetRequiredService<ShipmentsStorage>().StartAsync(_none);

        provider.GetRequiredService<IShardOwnership>().Owned.Should().HaveCount(8);
        database.Query("SELECT count(*) FROM owners WHERE writer <> 0").Should().Equal("8");
    }

    [Theory]
    [InlineData("", "ConnectionString field is required.")]
    [InlineData("Username=shipments", "ConnectionString names no Host.")]
    [InlineData("Hostess=x;Password=secret", "ConnectionString is none that Npgsql reads.")]
    public async Task A_connection_string_that_is_none_is_refused_and_not_repeated(string text, string fault)
    {
        (await FluentActions.Awaiting(() => StartAsync(new PostgresStorageOptions { ConnectionString = text }))
            .Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().ContainSingle().Which.Should().EndWith(fault);
    }

    [Fact]
    public async Task Options_past_their_bounds_are_named_all_at_once()
    {
        var options = new PostgresStorageOptions
        {
            ConnectionString = "Host=x",
            RowConnectionsMax = 201,
            ControlConnectionsMax = 0,
            PartitionsAhead = 33,
            PartitionWidth = TimeSpan.FromMinutes(59),
            CommitTimeout = TimeSpan.FromSeconds(1.5),
        };
        (await FluentActions.Awaiting(() => StartAsync(options)).Should().ThrowAsync<OptionsValidationException>())
            .Which.Failures.Should().HaveCount(5);
    }

    /// <summary>Pooled connections to the old server fail first.</summary>
    private static async Task ShouldRefuseAsync(Func<Task> ask)
    {
        for (int broken = 0; broken < 4; broken++)
        {
            try
            {
                await ask();
            }
            catch (StorageUnavailableException)
            {
                continue;
            }
            catch (StoreRefusedException refused)
            {
                refused.Message.Should().Contain("was on timeline 00000001 and is on 00000002");
                return;
            }

            break;
        }

        Assert.Fail("nothing was refused");
    }

    private static Task<ShipmentsStorage> StartAsync(PostgresStorageOptions options) =>
        PostgresStorage.StartAsync(new StorageOptions(), options, [], TimeProvider.System, NullLoggerFactory.Instance);
}
