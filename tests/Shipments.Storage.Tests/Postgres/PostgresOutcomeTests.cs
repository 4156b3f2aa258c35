using Npgsql;
using Shipments.TestKit;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>What a commit answers when its connection, the clock or the commit itself fails, and how that is settled.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresOutcomeTests(PostgresFixture postgres)
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task A_backend_ended_before_its_commit_leaves_an_unknown_outcome_that_settles_to_nothing()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        int backend = bench.BackendOf(bench.Writer);
        await using NpgsqlConnection holder = await bench.Database.ConnectAsync();
        await holder.ExecuteAsync("BEGIN", _none);
        await holder.ExecuteAsync("SELECT 1 FROM writers WHERE id = $1 FOR UPDATE", _none, bench.Writer);
        Task<CommitOutcome> commit = bench.CommitAsync(bench.Writer, 0, 1, "a");
        await bench.UntilAsync($"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE pid = {backend} AND NOT granted)", "the commit to wait at the fence");

        bench.Database.Execute($"SELECT pg_terminate_backend({backend})");

        await FluentActions.Awaiting(() => commit.Awaiting("the end of the commit")).Should().ThrowAsync<StorageUnavailableException>();
        await holder.ExecuteAsync("ROLLBACK", _none);
        (await SettleAsync(bench, 0, 1)).Should().BeFalse();
        (await bench.CommitAsync(bench.Writer, 0, 1, "b")).Should().Be(CommitOutcome.Committed);
    }

    /// <summary>A commit that waits for a standby that never comes is durable here and not answered: the moment in question, held open.</summary>
    [Fact]
    public async Task A_backend_ended_after_its_commit_leaves_an_unknown_outcome_that_settles_to_all()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        int backend = bench.BackendOf(bench.Writer);
        bench.Database.Execute("""
            CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM set_config('synchronous_commit', 'on', true); RETURN NEW; END $$;
            CREATE TRIGGER wait BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION wait();
            """);
        Task<CommitOutcome> commit = bench.Store.CommitAsync(
            bench.Writer, [PostgresWritersBench.Block(0, 1, "a"), PostgresWritersBench.Block(2, 1, "b")], _none).AsTask();
        await bench.UntilAsync(
            $"SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = {backend} AND wait_event = 'SyncRep')", "the commit to wait for a standby");

        bench.Database.Execute($"SELECT pg_terminate_backend({backend})");

        await FluentActions.Awaiting(() => commit.Awaiting("the end of the commit")).Should().ThrowAsync<StorageUnavailableException>();
        bench.Database.Execute("DROP TRIGGER wait ON journal");
        (await SettleAsync(bench, 2, 1)).Should().BeTrue();
        (await bench.HeadAsync(0)).Should().Be(1, "one block of the batch tells of all");
        (await bench.CommitAsync(bench.Writer, 0, 2, "c")).Should().Be(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_commit_that_fails_at_its_very_end_is_not_called_committed()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        bench.Database.Execute("""
            CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'at the end'; END $$;
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break();
            """);

        await FluentActions.Awaiting(() => bench.CommitAsync(bench.Writer, 0, 1, "a")).Should().ThrowAsync<StorageUnavailableException>();
        await FluentActions.Awaiting(() => bench.CommitAsync(bench.Writer, 0, 1, "a")).Should().ThrowAsync<StorageUnavailableException>("the connection is gone");

        bench.Database.Execute("DROP TRIGGER late ON journal");
        (await SettleAsync(bench, 0, 1)).Should().BeFalse();
    }

    [Fact]
    public async Task A_cancelled_commit_has_an_unknown_outcome_and_its_writer_commits_no_more()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        int backend = bench.BackendOf(bench.Writer);
        await using NpgsqlConnection holder = await bench.Database.ConnectAsync();
        await holder.ExecuteAsync("BEGIN", _none);
        await holder.ExecuteAsync("SELECT 1 FROM writers WHERE id = $1 FOR UPDATE", _none, bench.Writer);
        using var cancel = new CancellationTokenSource();
        Task<CommitOutcome> commit = bench.Store.CommitAsync(bench.Writer, [PostgresWritersBench.Block(0, 1, "a")], cancel.Token).AsTask();
        await bench.UntilAsync($"SELECT EXISTS (SELECT 1 FROM pg_locks WHERE pid = {backend} AND NOT granted)", "the commit to wait at the fence");

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => commit.Awaiting("the end of the commit")).Should().ThrowAsync<OperationCanceledException>();
        await FluentActions.Awaiting(() => bench.CommitAsync(bench.Writer, 0, 1, "a")).Should().ThrowAsync<StorageUnavailableException>();
    }

    [Fact]
    public async Task A_writer_has_one_commit_in_flight()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        await using NpgsqlConnection holder = await bench.Database.ConnectAsync();
        await holder.ExecuteAsync("BEGIN", _none);
        await holder.ExecuteAsync("SELECT 1 FROM writers WHERE id = $1 FOR UPDATE", _none, bench.Writer);
        Task<CommitOutcome> first = bench.CommitAsync(bench.Writer, 0, 1, "a");

        await FluentActions.Awaiting(() => bench.CommitAsync(bench.Writer, 1, 1, "b")).Should().ThrowAsync<InvalidOperationException>();

        await holder.ExecuteAsync("ROLLBACK", _none);
        (await first.Awaiting("the first commit")).Should().Be(CommitOutcome.Committed);
    }

    private static async Task<bool> SettleAsync(PostgresWritersBench bench, int shard, long lastSeq)
    {
        long old = bench.Writer;
        bench.Writer = await bench.Store.OpenWriterAsync(bench.Lease, _none);
        (await bench.Store.ReplaceWriterAsync(old, bench.Writer, _none).Awaiting("the settlement")).Should().Equal(0, 1, 2, 3);
        return await bench.Store.HasBlockAsync(shard, lastSeq, old, _none);
    }
}
