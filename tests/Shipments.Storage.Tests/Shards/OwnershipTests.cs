using Microsoft.Extensions.Time.Testing;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>When this silo may act for a shard: leases, take-over, hand-over.</summary>
public sealed class OwnershipTests
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly ActorKey _key = StorageBench.Key(1);

    [Fact]
    public async Task A_started_silo_owns_every_shard_and_a_stopped_one_none()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        StorageEngine engine = bench.Engine;
        engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        engine.Shards.OwnerOf(2).Should().Be("test");
        Task changed = engine.Shards.OwnedChangedAsync(engine.Shards.Owned, _none);
        changed.IsCompleted.Should().BeFalse();

        await engine.StopAsync(_none);

        await changed.Awaiting("the change of owned shards");
        engine.Shards.Owned.Should().BeEmpty();
        engine.Shards.Owns(0).Should().Be(OwnershipAnswer.No);
        (await engine.Shards.OwnedChangedAsync([0], _none).ContinueWith(t => t.IsCompletedSuccessfully, TaskScheduler.Default)).Should().BeTrue();
    }

    [Fact]
    public async Task A_lease_that_is_not_renewed_is_not_confirmed_and_is_again_after_a_renewal()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using StorageBench bench = await StorageBench.StartAsync(time: time, configure: options =>
        {
            options.LeaseLength = TimeSpan.FromSeconds(10);
            options.LeaseRenewEvery = TimeSpan.FromSeconds(3);
            options.LeaseMargin = TimeSpan.FromSeconds(1);
        });
        await bench.AddAsync(_key, 1);
        using ActorSession<CounterState> session = await bench.LoadAsync(_key);
        bench.Faults.Script(StoreCall.RenewLease, [.. Enumerable.Repeat(StoreFault.FailBefore, 20)]);
        time.Advance(TimeSpan.FromSeconds(8.9));
        bench.Engine.Shards.Owns(0).Should().Be(OwnershipAnswer.Yes, "10 s less the margin of 1 s are not over");
        time.Advance(TimeSpan.FromSeconds(0.1));

        bench.Engine.Shards.Owns(0).Should().Be(OwnershipAnswer.NotNow);
        await FluentActions.Awaiting(() => bench.LoadAsync(_key)).Should().ThrowAsync<StorageUnavailableException>();

        for (OwnershipAnswer answer = OwnershipAnswer.NotNow; answer != OwnershipAnswer.Yes; answer = bench.Engine.Shards.Owns(0))
            await FluentActions.Awaiting(() => TickAsync(bench)).Should().NotThrowAsync();
        (await StorageBench.AddAsync(session, 1)).Status.Should().Be(AppendStatus.Committed, "the session was only paused");
    }

    [Fact]
    public async Task Who_hands_shards_over_has_read_the_owners_since_and_who_gets_them_not_before_its_renewal()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        (ShardTable giver, ShardTable taker) = (silos.First.Engine.Shards, silos.Second.Engine.Shards);
        await silos.Second.Engine.Ownership.TickAsync(_none);
        long before = silos.Time.GetTimestamp();
        silos.Time.Advance(TimeSpan.FromMilliseconds(1));
        long writer = (await silos.Store.ReadLeasesAsync(_none)).Single(lease => lease.Address == "second").Writer;

        await silos.First.Engine.HandOverAsync([0, 1], writer, _none);

        giver.IsOwnerKnownSince(0, before).Should().BeTrue();
        giver.OwnerOf(0).Should().Be("second");
        taker.IsOwnerKnownSince(0, before).Should().BeFalse();
        taker.OwnerOf(0).Should().Be("first");

        await silos.Second.Engine.Ownership.TickAsync(_none);

        taker.IsOwnerKnownSince(0, before).Should().BeTrue();
        taker.Owns(0).Should().Be(OwnershipAnswer.Yes);
        taker.IsOwnerKnownSince(0, silos.Time.GetTimestamp()).Should().BeFalse("nothing was read after now");
    }

    [Fact]
    public async Task Shards_given_to_a_writer_that_was_opened_and_never_used_are_served_all_the_same()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        LeaseRow second = (await silos.Store.ReadLeasesAsync(_none)).Single(lease => lease.Address == "second");
        long stray = await silos.Store.OpenWriterAsync(second.Lease, _none);
        stray.Should().BeGreaterThan(second.Writer, "others give shards to the newest writer of a lease");
        await silos.First.Engine.HandOverAsync([0, 1], stray, _none);

        await silos.Second.Engine.Ownership.TickAsync(_none);

        silos.Second.Engine.Shards.Owned.Should().Equal(0, 1);
        (await silos.Store.ReadLeasesAsync(_none)).Single(lease => lease.Address == "second").Writer.Should().Be(second.Writer);
    }

    [Fact]
    public void The_lease_ends_by_whichever_clock_says_more()
    {
        var time = new TwoClocks();
        var lease = new LeaseClock(time, TimeSpan.FromSeconds(9));
        lease.IsConfirmed.Should().BeFalse("nothing was confirmed yet");
        lease.Confirm(lease.Now());
        time.Monotonic += TimeSpan.FromSeconds(8);
        lease.IsConfirmed.Should().BeTrue();
        time.Wall += TimeSpan.FromSeconds(9);
        lease.IsConfirmed.Should().BeFalse("the monotonic clock stood still while the machine slept");
        lease.Confirm(lease.Now());
        time.Wall -= TimeSpan.FromHours(1);
        lease.IsConfirmed.Should().BeTrue("a wall clock set back says less");
        time.Monotonic += TimeSpan.FromSeconds(9);
        lease.IsConfirmed.Should().BeFalse();
        lease.Confirm(lease.Now());
        lease.Revoke();
        lease.IsConfirmed.Should().BeFalse();
    }

    [Fact]
    public async Task A_lease_felled_by_another_is_replaced_and_its_shards_are_opened_anew()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.AddAsync(_key, 1);
        using ActorSession<CounterState> session = await bench.LoadAsync(_key);
        session.IsLive.Should().BeTrue();
        await bench.Store.ReleaseLeaseAsync(1, _none);

        await bench.Engine.Ownership.TickAsync(_none);

        session.IsLive.Should().BeFalse("another silo may have had the shard meanwhile");
        (await StorageBench.AddAsync(session, 1)).Status.Should().Be(AppendStatus.Moved);
        bench.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        (await bench.ReadAsync(_key)).Should().Be(new CounterState(1, 1));
        (await bench.AddAsync(_key, 2)).Version.Should().Be(2);
    }

    [Fact]
    public async Task A_shard_that_fails_to_open_halfway_leaves_nothing_in_the_bound_on_unwritten_state()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        using (ActorSession<CounterState> session = await bench.LoadAsync(_key))
        {
            byte[] large = new byte[900_000];
            new Random(1).NextBytes(large);
            CounterKind.Entry(1).CopyTo(large, 0);
            for (int i = 0; i < 6; i++)
                (await session.AppendAsync(large, session.State.Add(1)).Awaiting("an append")).Status.Should().Be(AppendStatus.Committed);
        }

        await bench.Store.ReleaseLeaseAsync(1, _none);
        bench.Faults.Script(StoreCall.ReadBlocks, StoreFault.None, StoreFault.FailBefore);
        await FluentActions.Awaiting(() => bench.Engine.Ownership.TickAsync(_none)).Should().ThrowAsync<StorageUnavailableException>();

        (bench.Engine.Budget.DirtyStates, bench.Engine.Budget.DirtyBytes).Should().Be((0, 0));
        await bench.Engine.Ownership.TickAsync(_none);
        bench.Engine.Budget.DirtyStates.Should().Be(1);
        (await bench.ReadAsync(_key)).Should().Be(new CounterState(6, 6));
    }

    [Fact]
    public async Task A_writer_killed_while_nothing_was_committed_is_replaced_at_the_next_renewal()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.AddAsync(_key, 1);
        await bench.Store.ReplaceWriterAsync(1, 0, _none);

        await bench.Engine.Ownership.TickAsync(_none);

        bench.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        (await bench.AddAsync(_key, 2)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 2L });
    }

    [Fact]
    public async Task A_lease_acquired_halfway_is_completed_by_the_next_renewal()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.AddAsync(_key, 1);
        await bench.Store.ReleaseLeaseAsync(1, _none);
        bench.Faults.Script(StoreCall.OpenWriter, StoreFault.FailBefore);
        await FluentActions.Awaiting(() => bench.Engine.Ownership.TickAsync(_none)).Should().ThrowAsync<StorageUnavailableException>();
        bench.Engine.Shards.Owned.Should().BeEmpty();

        await bench.Engine.Ownership.TickAsync(_none);

        bench.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        (await bench.AddAsync(_key, 2)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 2L });
    }

    [Fact]
    public async Task A_renewal_between_two_attempts_to_settle_loses_no_shard()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        bench.Faults.Script(StoreCall.Commit, StoreFault.FailAfter);
        bench.Faults.Script(StoreCall.HasBlock, StoreFault.FailBefore);
        HeldCall again = bench.Faults.Hold(StoreCall.HasBlock);
        Task<AppendResult> append = bench.AddAsync(_key, 1);
        await again.Reached.Awaiting("the first attempt");
        Task tick = bench.Engine.Ownership.TickAsync(_none);
        HeldCall second = bench.Faults.Hold(StoreCall.ReplaceWriter);
        again.Release();
        await tick.Awaiting("a renewal between the attempts");
        await second.Reached.Awaiting("the second attempt");

        bench.Engine.Shards.Owned.Should().Equal(0);
        second.Release();
        (await append).Should().Be(new AppendResult(AppendStatus.Committed, 1, 1));
    }

    [Fact]
    public async Task Shards_handed_over_are_served_by_the_other_silo_with_all_that_was_acknowledged()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        await silos.First.AddAsync(_key, 5);
        int shard = silos.First.Engine.Shards.ShardOf(_key);
        LeaseRow receiver = (await silos.Store.ReadLeasesAsync(_none)).Single(lease => lease.Address == "second");
        using ActorSession<CounterState> session = await silos.First.LoadAsync(_key);

        await silos.First.Engine.HandOverAsync([shard], receiver.Writer, _none).Awaiting("the hand-over");

        silos.First.Engine.Shards.Owns(shard).Should().Be(OwnershipAnswer.No);
        silos.First.Engine.Shards.OwnerOf(shard).Should().Be("second");
        (await StorageBench.AddAsync(session, 1)).Status.Should().Be(AppendStatus.Moved);
        await silos.Second.Engine.Ownership.TickAsync(_none);
        silos.Second.Engine.Shards.Owned.Should().Equal(shard);
        (await silos.Second.AddAsync(_key, 6)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 2L });
    }

    [Fact]
    public async Task A_silo_with_more_shards_hands_some_over_until_the_shares_are_level()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();

        await silos.First.Engine.Balancer.LevelAsync(_none).Awaiting("the levelling");
        await silos.Second.Engine.Ownership.TickAsync(_none);

        silos.First.Engine.Shards.Owned.Should().Equal(0, 1);
        silos.Second.Engine.Shards.Owned.Should().Equal(2, 3);
        await silos.First.Engine.Balancer.LevelAsync(_none).Awaiting("a second look");
        await silos.Second.Engine.Balancer.LevelAsync(_none).Awaiting("the other's look");
        silos.First.Engine.Shards.Owned.Should().Equal([0, 1], "level shares stay where they are");
    }

    [Fact]
    public async Task A_silo_that_leaves_hands_over_every_shard_flushed_and_takes_none_again()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        await silos.First.AddAsync(_key, 5);

        await silos.First.Engine.LeaveAsync(_none).Awaiting("the hand-over of all shards");

        silos.First.Engine.Shards.Owned.Should().BeEmpty();
        silos.First.Engine.Budget.DirtyStates.Should().Be(0);
        await silos.First.Engine.Ownership.TickAsync(_none);
        silos.First.Engine.Shards.Owned.Should().BeEmpty();
        await silos.Second.Engine.Ownership.TickAsync(_none);
        silos.Second.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        (await silos.Second.AddAsync(_key, 6)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 2L });
    }

    [Fact]
    public async Task A_silo_takes_no_shard_before_it_joins_and_then_all_that_are_free()
    {
        await using StorageBench bench = await StorageBench.StartAsync(configure: options => options.JoinAtStart = false);
        await bench.Engine.Ownership.TickAsync(_none);
        bench.Engine.Shards.Owned.Should().BeEmpty();
        await bench.Engine.JoinAsync(_none).Awaiting("the join");
        bench.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public async Task A_silo_that_joins_while_the_store_is_away_joins_when_it_is_back()
    {
        await using StorageBench bench = await StorageBench.StartAsync(configure: options => options.JoinAtStart = false);
        bench.Faults.Script(StoreCall.RenewLease, StoreFault.FailBefore, StoreFault.FailBefore);
        bench.Faults.Script(StoreCall.ReadShards, StoreFault.FailBefore);
        await bench.Engine.JoinAsync(_none).Awaiting("the join");
        bench.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public async Task A_silo_that_leaves_alone_keeps_serving_until_it_stops()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.Engine.LeaveAsync(_none).Awaiting("the leave of the only silo");
        bench.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        (await bench.AddAsync(_key, 1)).Status.Should().Be(AppendStatus.Committed);
    }

    [Fact]
    public async Task A_hand_over_that_the_store_did_not_do_leaves_the_shards_serving_after_the_next_renewal()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        bench.Faults.Script(StoreCall.HandOver, StoreFault.FailBefore);

        await FluentActions.Awaiting(() => bench.Engine.HandOverAsync([0], 0, _none)).Should().ThrowAsync<StorageUnavailableException>();

        bench.Engine.Shards.Owns(0).Should().Be(OwnershipAnswer.No, "nobody knows whose it is");
        await bench.Engine.Ownership.TickAsync(_none);
        bench.Engine.Shards.Owns(0).Should().Be(OwnershipAnswer.Yes);
    }

    [Fact]
    public async Task A_silo_that_stopped_renewing_is_taken_over_and_its_late_commit_is_refused()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        await silos.First.AddAsync(_key, 5);
        int shard = silos.First.Engine.Shards.ShardOf(_key);
        using ActorSession<CounterState> late = await silos.First.LoadAsync(_key);
        silos.First.Faults.Script(StoreCall.RenewLease, [.. Enumerable.Repeat(StoreFault.FailBefore, 200)]);

        for (int second = 0; second < 15 && !silos.Second.Engine.Shards.Owned.Contains(shard); second++)
        {
            silos.Time.Advance(TimeSpan.FromSeconds(1));
            await silos.Second.Engine.Ownership.TickAsync(_none);
        }

        silos.First.Engine.Shards.Owns(shard).Should().Be(OwnershipAnswer.NotNow, "it stopped serving before it was felled");
        (await silos.Second.AddAsync(_key, 6)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 2L });
        (await StorageBench.AddAsync(late, 1)).Status.Should().Be(AppendStatus.Moved);
        (await silos.Second.ReadAsync(_key)).Should().Be(new CounterState(11, 2));
    }

    private static Task TickAsync(StorageBench bench) =>
        bench.Engine.Ownership.TickAsync(_none).ContinueWith(_ => { }, TaskScheduler.Default);

    private sealed class TwoClocks : TimeProvider
    {
        public TimeSpan Monotonic { get; set; }

        public DateTimeOffset Wall { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Monotonic.Ticks;

        public override DateTimeOffset GetUtcNow() => Wall;
    }
}
