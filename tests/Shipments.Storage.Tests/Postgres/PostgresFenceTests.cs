using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Shipments.TestKit;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>That never two writers commit to one shard, whoever is paused, killed or late.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresFenceTests(PostgresFixture postgres)
{
    private const int Rounds = 200;
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task A_paused_writer_that_holds_its_lock_is_ended_and_its_commit_never_lands()
    {
        using var logs = new RecordingLogs();
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase(), logs);
        (long zombie, NpgsqlConnection paused) = await bench.PausedWriterAsync(bench.Lease, shard: 2, seq: 1);
        await using NpgsqlConnection connection = paused;

        (await bench.Store.ReplaceWriterAsync(zombie, bench.Writer, _none).Awaiting("the end of the paused writer")).Should().Equal(2);

        logs.Of(2102).Should().ContainSingle().Which.Should().Be($"Writers {zombie} hold their locks; 1 of their backends were told to end.");
        await FluentActions.Awaiting(() => connection.ExecuteAsync("COMMIT", _none).AsTask()).Should().ThrowAsync<NpgsqlException>();
        (await bench.Store.HasBlockAsync(2, 1, zombie, _none)).Should().BeFalse();
        (await bench.CommitAsync(bench.Writer, 2, 1, "mine")).Should().Be(CommitOutcome.Committed);
    }

    [Fact]
    public async Task A_take_over_ends_the_paused_writers_of_a_lapsed_lease()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        long lapsed = await bench.AcquireAsync("paused", TimeSpan.FromMinutes(5));
        (long zombie, NpgsqlConnection paused) = await bench.PausedWriterAsync(lapsed, shard: 1, seq: 1);
        await using NpgsqlConnection connection = paused;
        bench.Database.Execute($"UPDATE leases SET since = since - interval '1 hour'; UPDATE leases SET until = until - interval '1 hour' WHERE id = {lapsed}");

        (await bench.Store.TakeShardsAsync(bench.Writer, [0, 1], TimeSpan.FromSeconds(2), _none).Awaiting("the take-over")).Should().Equal(1);

        await FluentActions.Awaiting(() => connection.ExecuteAsync("COMMIT", _none).AsTask()).Should().ThrowAsync<NpgsqlException>();
        (await bench.HeadAsync(1)).Should().Be(0);
        (await bench.Store.ReadLeasesAsync(_none)).Select(lease => lease.Address).Should().Equal("a");
        bench.Database.Query($"SELECT live FROM writers WHERE id = {zombie}").Should().Equal("False");
    }

    [Fact]
    public async Task A_backend_that_cannot_end_is_told_again_until_it_does()
    {
        using var logs = new RecordingLogs();
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase(), logs);
        (long zombie, NpgsqlConnection paused) = await bench.PausedWriterAsync(bench.Lease, shard: 0, seq: 1);
        await using NpgsqlConnection connection = paused;
        int backend = connection.ProcessID;
        await SignalAsync("STOP", backend);
        Task<IReadOnlyList<int>> replaced = bench.Store.ReplaceWriterAsync(zombie, 0, _none).AsTask();
        await logs.Until(2102, 3).Awaiting("the third call on the stopped backend to end");
        replaced.IsCompleted.Should().BeFalse("its lock is still held");
        bench.Database.Query("SELECT writer FROM owners WHERE shard = 0").Should().Equal([$"{zombie}"], "no shard changes owner before");

        await SignalAsync("CONT", backend);

        (await replaced.Awaiting("the end of the writer")).Should().Equal(0);
        (await bench.HeadAsync(0)).Should().Be(0);
    }

    [Fact]
    public async Task A_hand_over_waits_for_the_givers_commit_and_ends_no_backend()
    {
        using var logs = new RecordingLogs();
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase(), logs);
        (long giver, NpgsqlConnection paused) = await bench.PausedWriterAsync(bench.Lease, shard: 3, seq: 1);
        await using NpgsqlConnection connection = paused;
        Task<IReadOnlyList<int>> given = bench.Store.HandOverAsync(giver, bench.Writer, [3], _none).AsTask();
        await logs.Until(2105, 2).Awaiting("two attempts at the giver's lock");

        await connection.ExecuteAsync("COMMIT", _none);

        (await given.Awaiting("the hand-over")).Should().Equal(3);
        logs.Of(2102).Should().BeEmpty();
        (await bench.HeadAsync(3)).Should().Be(1, "the commit landed before the shard changed its owner");
    }

    [Fact]
    public async Task A_commit_that_comes_after_its_writer_was_buried_is_refused_by_the_fence_alone()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        await using PostgresStore other = bench.Database.Store();
        await other.OpenAsync(PostgresWritersBench.Shards, _none);
        long next = await other.OpenWriterAsync(bench.Lease, _none);
        (await other.ReplaceWriterAsync(bench.Writer, next, _none)).Should().Equal(0, 1, 2, 3);

        (await bench.CommitAsync(bench.Writer, 0, 1, "late")).Should().Be(CommitOutcome.Lost);
        (await bench.CommitAsync(bench.Writer, 0, 1, "later")).Should().Be(CommitOutcome.Lost, "the connection is sound and asks again");
        (await bench.HeadAsync(0)).Should().Be(0);
    }

    /// <summary>Two stores; in each round one commits while the other replaces its writer, reads the head and commits after it.</summary>
    [Fact]
    public async Task Of_two_writers_racing_for_a_shard_never_both_commit_the_same_seq()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        await using PostgresStore other = bench.Database.Store();
        await other.OpenAsync(PostgresWritersBench.Shards, _none);
        PostgresStore[] stores = [bench.Store, other];
        long writer = bench.Writer;
        var expected = new List<long>();
        for (int round = 0; round < Rounds; round++)
        {
            PostgresStore old = stores[round % 2];
            PostgresStore young = stores[(round + 1) % 2];
            long head = expected.Count;
            long next = await young.OpenWriterAsync(bench.Lease, _none);
            using var start = new Barrier(2);
            Task<CommitOutcome> late = Together(start, () => old.CommitAsync(writer, [PostgresWritersBench.Block(0, head + 1, "old")], _none).AsTask());
            Task<long> taken = Together(start, async () =>
            {
                await young.ReplaceWriterAsync(writer, next, _none);
                long found = (await young.ReadShardsAsync(_none))[0].Head;
                (await young.CommitAsync(next, [PostgresWritersBench.Block(0, found + 1, "young")], _none)).Should().Be(CommitOutcome.Committed);
                return found;
            });
            long found = await taken.Awaiting($"the take-over of round {round}");
            bool landed = await late.Awaiting($"the late commit of round {round}") == CommitOutcome.Committed;
            found.Should().Be(landed ? head + 1 : head, "round {0}: the head was read after the old writer's last commit", round);
            if (landed)
                expected.Add(writer);
            expected.Add(next);
            writer = next;
        }

        bench.Database.Query("SELECT first_seq, writer FROM journal WHERE shard = 0 ORDER BY first_seq, writer")
            .Should().Equal(expected.Select((w, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}|{w}")));
    }

    [Fact]
    public async Task Of_two_takers_of_a_free_shard_one_gets_it()
    {
        await using PostgresWritersBench bench = await PostgresWritersBench.StartAsync(postgres.NewDatabase());
        await using PostgresStore other = bench.Database.Store();
        await other.OpenAsync(PostgresWritersBench.Shards, _none);
        await bench.Store.ReplaceWriterAsync(bench.Writer, 0, _none);
        for (int round = 0; round < Rounds; round++)
        {
            using var start = new Barrier(2);
            Task<(long Writer, IReadOnlyList<int> Shards)>[] takes = [.. ((PostgresStore[])[bench.Store, other]).Select(store => Together(start, async () =>
            {
                long writer = await store.OpenWriterAsync(bench.Lease, _none);
                return (writer, await store.TakeShardsAsync(writer, [0, 1], TimeSpan.Zero, _none));
            }))];
            (long Writer, IReadOnlyList<int> Shards)[] taken = await Task.WhenAll(takes).Awaiting($"both takers of round {round}");
            taken.SelectMany(taker => taker.Shards).Should().BeEquivalentTo([0, 1], "round {0}: each shard went to one of them", round);
            foreach ((long writer, IReadOnlyList<int> shards) in taken)
                (await bench.Store.ReplaceWriterAsync(writer, 0, _none)).Should().Equal(shards, "round {0}: who was told so owns it", round);
        }
    }

    private static Task<T> Together<T>(Barrier start, Func<Task<T>> run) => Task.Factory.StartNew(
        () =>
        {
            start.SignalAndWait();
            return run();
        },
        _none,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default).Unwrap();

    /// <summary>To a backend of the tests' own server.</summary>
    private static async Task SignalAsync(string signal, int pid)
    {
        using Process kill = Process.Start("/bin/kill", ["-" + signal, pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.Should().Be(0);
    }
}
