using Shipments.TestKit;

namespace Shipments.Storage.Tests;

public sealed class ActorJournalTests
{
    [Fact]
    public async Task An_appended_entry_is_the_state_of_the_next_load()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        ActorKey key = StorageBench.Key(1);
        using (ActorSession<CounterState> session = await bench.LoadAsync(key))
        {
            session.State.Should().Be(CounterState.Zero);
            (await StorageBench.AddAsync(session, 5)).Should().Be(new AppendResult(AppendStatus.Committed, 1, 1));
            (await StorageBench.AddAsync(session, 7)).Should().Be(new AppendResult(AppendStatus.Committed, 2, 2));
            session.State.Should().Be(new CounterState(12, 2));
            session.Version.Should().Be(2);
        }

        (await bench.ReadAsync(key)).Should().Be(new CounterState(12, 2));
    }

    [Fact]
    public async Task The_last_of_as_many_shards_as_there_may_be_survives_a_crash_as_the_others_do()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1024);
        ActorKey last = Enumerable.Range(0, 100_000).Select(StorageBench.Key).First(key => bench.Engine.Shards.ShardOf(key) == 1023);
        await bench.AddAsync(last, 5);

        await bench.CrashAndStartAsync();

        (await bench.ReadAsync(last)).Should().Be(new CounterState(5, 1));
        (await bench.Engine.Feed.ReadAsync(1023, 0, 10, TimeSpan.Zero, CancellationToken.None)).Entries.Should().ContainSingle();
        (await bench.AddAsync(last, 7)).Should().Be(new AppendResult(AppendStatus.Committed, 2, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_loses_nothing_that_was_acknowledged(bool isFlushed)
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        for (int n = 0; n < 20; n++)
        {
            await bench.AddAsync(StorageBench.Key(n), n + 1);
            await bench.AddAsync(StorageBench.Key(n), 100);
            if (isFlushed && n == 10)
                await bench.FlushAsync();
        }

        await bench.CrashAndStartAsync();

        for (int n = 0; n < 20; n++)
            (await bench.ReadAsync(StorageBench.Key(n))).Should().Be(new CounterState(n + 101, 2), "actor {0} had two acknowledged entries", n);
    }

    [Fact]
    public async Task A_graceful_stop_leaves_nothing_to_replay()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        for (int n = 0; n < 20; n++)
            await bench.AddAsync(StorageBench.Key(n), n + 1);

        await bench.StopAndStartAsync();

        bench.Engine.Budget.DirtyStates.Should().Be(0);
        for (int n = 0; n < 20; n++)
            (await bench.ReadAsync(StorageBench.Key(n))).Should().Be(new CounterState(n + 1, 1));
    }
}
