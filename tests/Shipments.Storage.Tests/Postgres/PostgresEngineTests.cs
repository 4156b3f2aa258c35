using Shipments.TestKit;
using Shipments.TestKit.Postgres;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>The engine above a PostgreSQL store, on the real clock.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresEngineTests(PostgresFixture postgres)
{
    private const int Actors = 8;
    private static readonly CancellationToken _none = CancellationToken.None;

    [Fact]
    public async Task A_graceful_stop_leaves_nothing_to_replay_and_the_next_start_reads_all()
    {
        await using PostgresStore store = postgres.NewDatabase().Store();
        StoreIdentity identity = await store.OpenAsync(4, _none);
        await using (StorageBench first = await SiloAsync(store, identity, "first"))
        {
            for (int n = 0; n < Actors; n++)
                (await first.AddAsync(StorageBench.Key(n), n + 1)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 1L });
            await first.Engine.StopAsync(_none).Awaiting("a graceful stop");
        }

        await using StorageBench second = await SiloAsync(store, identity, "second");
        second.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        second.Engine.Budget.DirtyStates.Should().Be(0);
        for (int n = 0; n < Actors; n++)
            (await second.ReadAsync(StorageBench.Key(n))).Should().Be(new CounterState(n + 1, 1));
    }

    [Fact]
    public async Task A_silo_that_died_is_taken_over_with_all_that_it_acknowledged()
    {
        await using PostgresStore store = postgres.NewDatabase().Store();
        StoreIdentity identity = await store.OpenAsync(4, _none);
        await using StorageBench first = await SiloAsync(store, identity, "first");
        for (int n = 0; n < Actors; n++)
            await first.AddAsync(StorageBench.Key(n), n + 1);
        await using StorageBench second = await SiloAsync(store, identity, "second");
        second.Engine.Shards.Owned.Should().BeEmpty("the first owns them all");

        await first.CrashAsync();

        await OwnsAllAsync(second);
        for (int n = 0; n < Actors; n++)
            (await second.AddAsync(StorageBench.Key(n), 100)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 2L });
        for (int n = 0; n < Actors; n++)
            (await second.ReadAsync(StorageBench.Key(n))).Should().Be(new CounterState(n + 101, 2));
    }

    /// <summary>
    /// Goal: a crash of the database under load loses nothing acknowledged and doubles nothing. Method: each actor is appended to by one task
    /// that keeps the amounts that were answered; the server is killed three times; in the end each actor's entries are read from the feed.
    /// </summary>
    [Fact]
    public async Task A_database_that_crashes_under_load_loses_nothing_that_was_acknowledged()
    {
        await using PostgresServer server = await PostgresServer.StartNewAsync();
        server.CreateDatabase("crash");
        await using PostgresStore store = new PostgresDatabaseOfTest(server, "crash").Store();
        StoreIdentity identity = await store.OpenAsync(4, _none);
        await using StorageBench silo = await SiloAsync(store, identity, "silo");
        var acked = new List<long>[Actors];
        using var stop = new CancellationTokenSource();
        using var progress = new SemaphoreSlim(0);
        Task[] load = [.. Enumerable.Range(0, Actors).Select(n => AppendAsync(silo, n, acked[n] = [], progress, stop.Token))];
        for (int crash = 0; crash < 3; crash++)
        {
            for (int appends = 0; appends < 100; appends++)
                (await progress.WaitAsync(TimeSpan.FromSeconds(60))).Should().BeTrue("append {0} after crash {1} was awaited", appends, crash);
            await server.CrashAsync();
            while (progress.Wait(0))
            {
            }

            await server.StartAsync();
        }

        for (int appends = 0; appends < 100; appends++)
            (await progress.WaitAsync(TimeSpan.FromSeconds(60))).Should().BeTrue("append {0} after the last crash was awaited", appends);
        await stop.CancelAsync();
        await Task.WhenAll(load).Awaiting("the end of the load");

        for (int n = 0; n < Actors; n++)
        {
            List<(long Version, long Amount)> entries = await EntriesAsync(silo, StorageBench.Key(n));
            entries.Select(entry => entry.Version).Should().Equal(Enumerable.Range(1, entries.Count).Select(v => (long)v), "versions of actor {0} have no gap", n);
            entries.Select(entry => entry.Amount).Should().OnlyHaveUniqueItems("nothing is there twice");
            acked[n].Except(entries.Select(entry => entry.Amount)).Should().BeEmpty("what actor {0} was told is there", n);
            (await silo.ReadAsync(StorageBench.Key(n))).Should().Be(new CounterState(entries.Sum(entry => entry.Amount), entries.Count));
        }
    }

    private static async Task AppendAsync(StorageBench silo, int n, List<long> acked, SemaphoreSlim progress, CancellationToken stop)
    {
        for (long amount = 1; !stop.IsCancellationRequested; amount++)
        {
            try
            {
                using ActorSession<CounterState> session = await silo.Engine.Journal.LoadAsync(silo.Kind, StorageBench.Key(n), isNew: false, stop);
                AppendResult result = await session.AppendAsync(CounterKind.Entry(amount), session.State.Add(amount));
                if (result.Status != AppendStatus.Committed)
                    continue;
                acked.Add(amount);
                progress.Release();
            }
            catch (Exception failure) when (failure is StorageUnavailableException or ShardMovedException or OperationCanceledException)
            {
                // The caller would try again, and so does this loop.
                await Task.Yield();
            }
        }
    }

    private static async Task<List<(long Version, long Amount)>> EntriesAsync(StorageBench silo, ActorKey key)
    {
        var entries = new List<(long, long)>();
        int shard = silo.Engine.Shards.ShardOf(key);
        long after = 0;
        FeedPage page;
        while ((page = await silo.Engine.Feed.ReadAsync(shard, after, JournalFeed.EntriesMax, TimeSpan.Zero, _none)).Entries.Count > 0)
        {
            entries.AddRange(page.Entries.Where(entry => entry.Key == key).Select(entry => (entry.Version, CounterKind.AmountOf(entry.Bytes))));
            after = page.Entries[^1].Seq;
        }

        return entries;
    }

    private static async Task OwnsAllAsync(StorageBench silo)
    {
        IReadOnlyList<int> owned = silo.Engine.Shards.Owned;
        while (owned.Count < 4)
        {
            await silo.Engine.Shards.OwnedChangedAsync(owned, _none).Awaiting($"more shards than {owned.Count}");
            owned = silo.Engine.Shards.Owned;
        }
    }

    private static async Task<StorageBench> SiloAsync(PostgresStore store, StoreIdentity identity, string address)
    {
        var bench = new StorageBench { Shared = (store, identity) };
        bench.Options.Address = address;
        bench.Options.LeaseLength = TimeSpan.FromSeconds(3);
        bench.Options.LeaseRenewEvery = TimeSpan.FromSeconds(0.3);
        bench.Options.LeaseMargin = TimeSpan.FromSeconds(0.3);
        bench.Options.LeaseGrace = TimeSpan.FromSeconds(0.5);
        await bench.StartAsync();
        return bench;
    }
}
