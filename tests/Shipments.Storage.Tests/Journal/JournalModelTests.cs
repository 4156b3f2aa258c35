using System.Globalization;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>
/// Goal: acknowledged entries are there for ever, others are there once or not at all, versions and seqs have no gaps, whatever happens.
/// Method: random appends, loads, flushes, crashes and faults on toy counters, against a list of what each answer said. No two amounts are the
/// same, so a doubled or a lost entry shows in the feed. SHIPMENTS_SEEDS in the environment says how many seeds; 6 otherwise.
/// </summary>
public sealed class JournalModelTests
{
    private const int Actors = 12;

    private sealed class Model
    {
        /// <summary>Amounts in the order of their versions; acknowledged ones for certain.</summary>
        public List<long> Acked { get; } = [];

        /// <summary>The one amount that may have become durable without an answer.</summary>
        public long? InDoubt { get; set; }
    }

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("SHIPMENTS_SEEDS") ?? "6", CultureInfo.InvariantCulture))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_happens_the_journal_agrees_with_its_answers(int seed)
    {
        var random = new Random(seed);
        await using StorageBench bench = await StorageBench.StartAsync(shards: 2, configure: options =>
        {
            options.FlushAfter = TimeSpan.Zero;
            options.FlushWithin = TimeSpan.Zero;
            options.BatchEntriesMax = 5;
        });
        Model[] models = [.. Enumerable.Range(0, Actors).Select(_ => new Model())];
        long amount = 0;
        for (int round = 0; round < 12; round++)
        {
            bench.Faults.Chance(random.Next(), random.NextDouble() * 0.4);
            for (int step = random.Next(1, 8); step > 0; step--)
                await Task.WhenAll(Enumerable.Range(0, Actors).Where(_ => random.Next(3) > 0).Select(n => AppendAsync(bench, models[n], n, ++amount)).ToList());
            if (random.Next(2) == 0)
                await CrashInFlightAsync(bench, models, random, amount += Actors);
            bench.Faults.Chance(0, 0);
            for (int n = 0; n < Actors; n++)
                await CheckAsync(bench, models[n], n, seed, round);
            if (random.Next(3) == 0)
                await bench.FlushAsync();
        }

        await bench.StopAndStartAsync();
        bench.Engine.Budget.DirtyStates.Should().Be(0);
        for (int n = 0; n < Actors; n++)
            await CheckAsync(bench, models[n], n, seed, round: -1);
        await CheckFeedAsync(bench, models, seed);
    }

    private static async Task AppendAsync(StorageBench bench, Model model, int n, long amount)
    {
        ActorSession<CounterState> session;
        try
        {
            session = await bench.LoadAsync(StorageBench.Key(n));
        }
        catch (StorageUnavailableException)
        {
            return;
        }

        using (session)
        {
            AppendResult result = await StorageBench.AddAsync(session, amount);
            if (result.Status == AppendStatus.Committed)
                model.Acked.Add(amount);
        }
    }

    /// <summary>Appends are under way when everything stops: each is in doubt until the next look.</summary>
    private static async Task CrashInFlightAsync(StorageBench bench, Model[] models, Random random, long amount)
    {
        bench.Faults.Chance(0, 0);
        var pending = new List<(Model Model, long Amount, Task<AppendResult> Answer)>();
        for (int n = 0; n < Actors; n += random.Next(1, 3))
        {
            ActorSession<CounterState> session = await bench.LoadAsync(StorageBench.Key(n));
            pending.Add((models[n], amount - n, StorageBench.AddAsync(session, amount - n)));
        }

        await bench.CrashAsync();
        foreach ((Model model, long inDoubt, Task<AppendResult> answer) in pending)
        {
            AppendResult result = await answer;
            if (result.Status == AppendStatus.Committed)
                model.Acked.Add(inDoubt);
            else
                model.InDoubt = inDoubt;
        }

        await bench.StartAsync();
    }

    private static async Task CheckAsync(StorageBench bench, Model model, int n, int seed, int round)
    {
        using ActorSession<CounterState> session = await bench.LoadAsync(StorageBench.Key(n));
        if (model.InDoubt is { } amount && session.State.Count == model.Acked.Count + 1)
            model.Acked.Add(amount);
        model.InDoubt = null;
        session.State.Should().Be(new CounterState(model.Acked.Sum(), model.Acked.Count), "seed {0}, round {1}, actor {2}", seed, round, n);
        session.Version.Should().Be(model.Acked.Count, "seed {0}, round {1}, actor {2}", seed, round, n);
    }

    private static async Task CheckFeedAsync(StorageBench bench, Model[] models, int seed)
    {
        var seen = new Dictionary<ActorKey, List<(long Version, long Amount)>>();
        for (int shard = 0; shard < 2; shard++)
        {
            long after = 0;
            FeedPage page;
            while ((page = await bench.Engine.Feed.ReadAsync(shard, after, 7, TimeSpan.Zero, CancellationToken.None)).Entries.Count > 0)
            {
                foreach (FeedEntry entry in page.Entries)
                {
                    entry.Seq.Should().Be(++after, "seed {0}", seed);
                    if (!seen.TryGetValue(entry.Key, out List<(long, long)>? list))
                        seen[entry.Key] = list = [];
                    list.Add((entry.Version, CounterKind.AmountOf(entry.Bytes)));
                }
            }

            after.Should().Be(page.Head, "seed {0}", seed);
        }

        for (int n = 0; n < Actors; n++)
        {
            seen.GetValueOrDefault(StorageBench.Key(n), []).Should()
                .Equal(models[n].Acked.Select((amount, i) => (i + 1L, amount)), "seed {0}, actor {1}", seed, n);
        }
    }
}
