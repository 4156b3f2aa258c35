using Shipments.TestKit;
using Xunit.Abstractions;

namespace Shipments.Storage.Tests.Postgres;

/// <summary>Two activations of one actor, each at a silo that believes it owns the shard.</summary>
[Collection(PostgresCollection.Name)]
public sealed class TwoActivationsTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Races = 500;
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly ActorKey _key = StorageBench.Key(1);

    /// <summary>
    /// Goal: of two activations that write one actor, never more than one is accepted for a version. Method: two engines on one database, deaf to each
    /// other's news and with renewals far apart. In each race the writer of the one is buried as a take-over does it, the other takes the shard, and
    /// both append; by the seed the take-over comes first, so that both believe and append in the same moment, or it races with the old one's append.
    /// At the end the journal is exactly what was accepted.
    /// </summary>
    [Fact]
    public async Task Of_two_activations_that_both_believe_they_own_the_actor_never_more_than_one_write_is_accepted()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("SHIPMENTS_RACES_SEED"), out int given) ? given : Environment.TickCount;
        output.WriteLine($"Seed {seed}: repeat with SHIPMENTS_RACES_SEED={seed}.");
        var random = new Random(seed);
        await using PostgresStore store = postgres.NewDatabase().Store();
        StoreIdentity identity = await store.OpenAsync(1, _none);
        await using StorageBench one = await SiloAsync(store, identity, "one");
        await using StorageBench other = await SiloAsync(store, identity, "other");
        var accepted = new List<long>();
        int landedBefore = 0;
        for (int race = 0; race < Races; race++)
        {
            (StorageBench old, StorageBench young) = race % 2 == 0 ? (one, other) : (other, one);
            long version = accepted.Count;
            using ActorSession<CounterState> stale = await old.LoadAsync(_key);
            stale.Version.Should().Be(version, "race {0} of seed {1}", race, seed);
            using var start = new Barrier(2);
            bool isTakenFirst = random.Next(2) == 0;
            ActorSession<CounterState>? fresh = isTakenFirst ? await TakeAsync(store, young) : null;
            if (isTakenFirst)
                (old.Engine.Shards.Owns(0), young.Engine.Shards.Owns(0)).Should().Be((OwnershipAnswer.Yes, OwnershipAnswer.Yes));

            Task<AppendResult> late = Together(start, () => StorageBench.AddAsync(stale, (2 * race) + 1));
            Task<AppendResult> next = Together(start, async () =>
            {
                fresh ??= await TakeAsync(store, young);
                return await StorageBench.AddAsync(fresh, (2 * race) + 2);
            });
            AppendResult[] results = await Task.WhenAll(late, next).Awaiting($"both appends of race {race} of seed {seed}");
            fresh!.Dispose();

            bool landed = results[0].Status == AppendStatus.Committed;
            landed.Should().Be(landed && !isTakenFirst, "race {0} of seed {1}: the shard was the other's already", race, seed);
            results[1].Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = version + (landed ? 2 : 1) }, "race {0} of seed {1}", race, seed);
            if (landed)
                accepted.Add((2 * race) + 1);
            accepted.Add((2 * race) + 2);
            landedBefore += landed ? 1 : 0;
        }

        output.WriteLine($"{Races} races, {landedBefore} of them with the late write before the take-over.");
        (await AmountsAsync(Races % 2 == 0 ? one : other)).Should().Equal(accepted, "seed {0}", seed);
    }

    /// <summary>As a lapsed lease is taken over: its writers are dead, its shards free; then the other takes them with its renewal.</summary>
    private static async Task<ActorSession<CounterState>> TakeAsync(PostgresStore store, StorageBench young)
    {
        await store.ReplaceWriterAsync((await store.ReadShardsAsync(_none))[0].Writer, 0, _none);
        await young.Engine.Ownership.TickAsync(_none);
        return await young.LoadAsync(_key);
    }

    private static async Task<List<long>> AmountsAsync(StorageBench owner)
    {
        var amounts = new List<long>();
        FeedPage page;
        for (long after = 0; (page = await owner.Engine.Feed.ReadAsync(0, after, JournalFeed.EntriesMax, TimeSpan.Zero, _none)).Entries.Count > 0; after = page.Entries[^1].Seq)
        {
            page.Entries.Select(entry => entry.Version).Should().Equal(Enumerable.Range(amounts.Count + 1, page.Entries.Count).Select(version => (long)version));
            amounts.AddRange(page.Entries.Select(entry => CounterKind.AmountOf(entry.Bytes)));
        }

        return amounts;
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

    private static async Task<StorageBench> SiloAsync(PostgresStore store, StoreIdentity identity, string address)
    {
        var bench = new StorageBench(shards: 1) { Shared = (store, identity), IsDeaf = true };
        bench.Options.Address = address;
        bench.Options.LeaseLength = TimeSpan.FromMinutes(5);
        bench.Options.LeaseRenewEvery = TimeSpan.FromMinutes(1);
        bench.Options.BalanceEvery = TimeSpan.Zero;
        await bench.StartAsync();
        return bench;
    }
}
