using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>What the caller of an append is told, and what the next load sees, when the store fails around a commit.</summary>
public sealed class UnknownOutcomeTests
{
    private static readonly ActorKey _key = StorageBench.Key(1);

    [Theory]
    [InlineData(nameof(StoreFault.FailBefore), AppendStatus.Unavailable)]
    [InlineData(nameof(StoreFault.TimeOut), AppendStatus.Unavailable)]
    [InlineData(nameof(StoreFault.FailAfter), AppendStatus.Committed)]
    public async Task The_answer_after_a_fault_is_what_is_durable(string fault, AppendStatus expected)
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(_key, 1);
        bench.Faults.Script(StoreCall.Commit, Enum.Parse<StoreFault>(fault));

        AppendResult result = await bench.AddAsync(_key, 10);

        bool landed = expected == AppendStatus.Committed;
        result.Should().Be(landed ? new AppendResult(expected, 2, 2) : new AppendResult(expected, 0, 0));
        (await bench.ReadAsync(_key)).Should().Be(landed ? new CounterState(11, 2) : new CounterState(1, 1));
        AppendResult next = await bench.AddAsync(_key, 100);
        next.Should().Be(landed ? new AppendResult(expected, 3, 3) : new AppendResult(AppendStatus.Committed, 2, 2), "sequences have no gap");
        await bench.CrashAndStartAsync();
        (await bench.ReadAsync(_key)).Should().Be(landed ? new CounterState(111, 3) : new CounterState(101, 2));
    }

    [Theory]
    [InlineData(nameof(StoreFault.TimeOut), false)]
    [InlineData(nameof(StoreFault.FailAfter), true)]
    public async Task A_settlement_that_fails_on_the_way_is_repeated_to_the_same_end(string fault, bool landed)
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        bench.Faults.Script(StoreCall.Commit, Enum.Parse<StoreFault>(fault));
        bench.Faults.Script(StoreCall.OpenWriter, StoreFault.FailAfter);
        bench.Faults.Script(StoreCall.ReplaceWriter, StoreFault.FailBefore, StoreFault.FailAfter);
        bench.Faults.Script(StoreCall.HasBlock, StoreFault.FailBefore);
        bench.Faults.Script(StoreCall.ReadShards, StoreFault.FailBefore);

        (await bench.AddAsync(_key, 10)).Status.Should().Be(landed ? AppendStatus.Committed : AppendStatus.Unavailable);

        bench.Faults.CountOf(StoreCall.ReadShards).Should().BeGreaterThan(2, "every planned fault was met");
        bench.Engine.Shards.Owned.Should().Equal(0);
        (await bench.AddAsync(_key, 1)).Version.Should().Be(landed ? 2 : 1);
    }

    [Fact]
    public async Task A_lost_fence_answers_moved_and_lets_the_shards_go_until_they_are_taken_anew()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(_key, 1);
        using ActorSession<CounterState> session = await bench.LoadAsync(_key);
        bench.Faults.Script(StoreCall.Commit, StoreFault.LoseFence);

        (await StorageBench.AddAsync(session, 10)).Status.Should().Be(AppendStatus.Moved);

        (await StorageBench.AddAsync(session, 10)).Status.Should().Be(AppendStatus.Moved, "the session is dead with its shard");
        bench.Engine.Shards.Owns(0).Should().Be(OwnershipAnswer.No);
        bench.Engine.Budget.DirtyStates.Should().Be(0);
        await FluentActions.Awaiting(() => bench.LoadAsync(_key)).Should().ThrowAsync<ShardMovedException>();

        await bench.Engine.Ownership.TickAsync(CancellationToken.None);
        bench.Engine.Shards.Owns(0).Should().Be(OwnershipAnswer.Yes);
        (await bench.ReadAsync(_key)).Should().Be(new CounterState(1, 1));
        (await bench.AddAsync(_key, 2)).Should().Be(new AppendResult(AppendStatus.Committed, 2, 2));
    }

    [Fact]
    public async Task One_commit_carries_all_that_waited_for_the_one_before()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        HeldCall held = bench.Faults.Hold(StoreCall.Commit);
        Task<AppendResult> first = bench.AddAsync(_key, 1);
        await held.Reached.Awaiting("the first commit");
        var sessions = new List<ActorSession<CounterState>>();
        for (int n = 2; n < 52; n++)
            sessions.Add(await bench.LoadAsync(StorageBench.Key(n)));
        List<Task<AppendResult>> waiting = [.. sessions.Select(session => StorageBench.AddAsync(session, 1))];

        held.Release();

        await first;
        (await Task.WhenAll(waiting)).Should().OnlyContain(result => result.Status == AppendStatus.Committed && result.Version == 1);
        bench.Faults.CountOf(StoreCall.Commit).Should().Be(2);
    }

    [Fact]
    public async Task A_batch_is_bounded_and_the_rest_waits_for_the_next()
    {
        await using StorageBench bench = await StorageBench.StartAsync(configure: options => options.BatchEntriesMax = 10);
        HeldCall held = bench.Faults.Hold(StoreCall.Commit);
        Task<AppendResult> first = bench.AddAsync(_key, 1);
        await held.Reached.Awaiting("the first commit");
        var sessions = new List<ActorSession<CounterState>>();
        for (int n = 2; n < 23; n++)
            sessions.Add(await bench.LoadAsync(StorageBench.Key(n)));
        List<Task<AppendResult>> waiting = [.. sessions.Select(session => StorageBench.AddAsync(session, 1))];

        held.Release();

        await first;
        await Task.WhenAll(waiting);
        bench.Faults.CountOf(StoreCall.Commit).Should().Be(4, "21 appends waited: 10, 10 and 1");
    }

    [Fact]
    public async Task The_queue_takes_its_bound_and_refuses_one_more()
    {
        await using StorageBench bench = await StorageBench.StartAsync(configure: options => options.QueuedEntriesMax = 3);
        HeldCall held = bench.Faults.Hold(StoreCall.Commit);
        Task<AppendResult> first = bench.AddAsync(_key, 1);
        await held.Reached.Awaiting("the first commit");
        var answers = new List<Task<AppendResult>>();
        for (int n = 2; n < 6; n++)
            answers.Add(StorageBench.AddAsync(await bench.LoadAsync(StorageBench.Key(n)), 1));

        (await answers[3]).Status.Should().Be(AppendStatus.Overloaded);
        held.Release();
        (await Task.WhenAll([first, .. answers[..3]])).Should().OnlyContain(result => result.Status == AppendStatus.Committed);
    }
}
