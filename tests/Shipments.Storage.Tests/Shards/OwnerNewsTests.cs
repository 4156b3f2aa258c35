using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>
/// Goal: a silo that cannot ask the store lets go of what others say they own, and harms nothing by it. Method: two engines on one store, of which the
/// first stops renewing and the second takes over; the news are told by hand.
/// </summary>
public sealed class OwnerNewsTests
{
    private static readonly CancellationToken _none = CancellationToken.None;
    private static readonly ActorKey _key = StorageBench.Key(1);

    [Fact]
    public async Task A_cut_off_silo_lets_go_of_what_another_says_it_owns_and_takes_the_store_at_its_word_later()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        await silos.First.AddAsync(_key, 5);
        ShardTable cut = silos.First.Engine.Shards;
        int shard = cut.ShardOf(_key);
        using ActorSession<CounterState> late = await silos.First.LoadAsync(_key);
        long before = await TakenOverAsync(silos);
        cut.Owns(shard).Should().Be(OwnershipAnswer.NotNow);
        cut.IsOwnerKnownSince(shard, before).Should().BeFalse();

        cut.Believe("second", silos.Second.Engine.Shards.Owned, silos.Time.GetTimestamp()).Should().Be(silos.Second.Engine.Shards.Owned.Count);

        cut.Owns(shard).Should().Be(OwnershipAnswer.No);
        cut.OwnerOf(shard).Should().Be("second");
        cut.IsOwnerKnownSince(shard, before).Should().BeTrue();
        late.IsLive.Should().BeFalse();
        (await StorageBench.AddAsync(late, 1)).Status.Should().Be(AppendStatus.Moved);
        (await silos.Second.AddAsync(_key, 6)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 2L });

        await RenewedAsync(silos.First);
        cut.OwnerOf(shard).Should().Be("second", "the store says so too");
        (await silos.Second.ReadAsync(_key)).Should().Be(new CounterState(11, 2));
    }

    [Fact]
    public async Task News_are_believed_only_without_a_lease_and_only_when_asked_for_after_the_store()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        ShardTable first = silos.First.Engine.Shards;
        long asked = silos.Time.GetTimestamp() + 1;
        first.Believe("second", [0, 1], asked).Should().Be(0, "the lease is confirmed");
        first.Owned.Should().Equal(0, 1, 2, 3);
        await silos.First.Engine.Ownership.TickAsync(_none);
        long stale = silos.Time.GetTimestamp();
        await TakenOverAsync(silos);

        first.Believe("second", [0, 1], stale).Should().Be(0, "the store was asked no earlier");
        first.Believe("second", [-1, 4, 1], silos.Time.GetTimestamp()).Should().Be(1, "there are four shards, from 0 to 3");

        first.Owns(1).Should().Be(OwnershipAnswer.No);
        first.Owns(0).Should().Be(OwnershipAnswer.NotNow, "nobody said that it owns this one");
    }

    [Fact]
    public async Task A_shard_let_go_on_wrong_news_is_opened_again_at_the_next_renewal()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        await silos.First.AddAsync(_key, 5);
        silos.First.Faults.Script(StoreCall.RenewLease, [.. Enumerable.Repeat(StoreFault.FailBefore, 10)]);
        silos.Time.Advance(silos.First.Options.LeaseLength - silos.First.Options.LeaseMargin);
        silos.First.Engine.Shards.Believe("second", [0, 1, 2, 3], silos.Time.GetTimestamp()).Should().Be(4);

        await RenewedAsync(silos.First);

        silos.First.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        (await silos.First.AddAsync(_key, 6)).Should().BeEquivalentTo(new { Status = AppendStatus.Committed, Version = 2L });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_append_on_its_way_to_a_store_that_does_not_answer_is_answered_unavailable_at_once_whether_or_not_it_lands(bool lands)
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        await silos.First.AddAsync(_key, 5);
        using ActorSession<CounterState> session = await silos.First.LoadAsync(_key);
        CommitLoop loop = silos.First.Engine.Shards.Opened()[0].Loop;
        HeldCall commit = silos.First.Faults.Hold(StoreCall.Commit);
        Task<AppendResult> append = StorageBench.AddAsync(session, 6);
        await commit.Reached.Awaiting("the append on its way");
        if (lands)
            silos.First.Faults.Script(StoreCall.RenewLease, [.. Enumerable.Repeat(StoreFault.FailBefore, 200)]);
        else
            await TakenOverAsync(silos);
        silos.Time.Advance(silos.First.Options.LeaseLength - silos.First.Options.LeaseMargin);

        silos.First.Engine.Shards.Believe("second", [0, 1, 2, 3], silos.Time.GetTimestamp()).Should().Be(4);

        (await append.Awaiting("the answer")).Should().Be(new AppendResult(AppendStatus.Unavailable, 0, 0));
        (await StorageBench.AddAsync(session, 1)).Status.Should().Be(AppendStatus.Moved, "the session is over");
        commit.Release();
        await loop.BarrierAsync().Awaiting("the end of the commit");
        silos.First.Engine.Budget.DirtyStates.Should().Be(0);
        int shard = silos.First.Engine.Shards.ShardOf(_key);
        (await silos.Store.ReadShardsAsync(_none))[shard].Head.Should().Be(lands ? 2 : 1);
    }

    [Fact]
    public async Task A_load_that_waits_for_a_store_that_does_not_answer_is_answered_moved_at_once()
    {
        await using TwoSilos silos = await TwoSilos.StartAsync();
        HeldCall read = silos.First.Faults.Hold(StoreCall.LoadRows);
        Task<ActorSession<CounterState>> load = silos.First.LoadAsync(_key);
        await read.Reached.Awaiting("the read of the row");
        await TakenOverAsync(silos);

        silos.First.Engine.Shards.Believe("second", [0, 1, 2, 3], silos.Time.GetTimestamp()).Should().Be(4);

        await FluentActions.Awaiting(() => load.Awaiting("the answer of the load")).Should().ThrowAsync<ShardMovedException>();
        read.Release();
    }

    /// <summary>The first no longer renews; the second has all its shards. Gives a moment before that.</summary>
    private static async Task<long> TakenOverAsync(TwoSilos silos)
    {
        long before = silos.Time.GetTimestamp();
        silos.First.Faults.Script(StoreCall.RenewLease, [.. Enumerable.Repeat(StoreFault.FailBefore, 200)]);
        for (int second = 0; second < 30 && silos.Second.Engine.Shards.Owned.Count < 4; second++)
        {
            silos.Time.Advance(TimeSpan.FromSeconds(1));
            await silos.Second.Engine.Ownership.TickAsync(_none);
        }

        silos.Second.Engine.Shards.Owned.Should().Equal(0, 1, 2, 3);
        return before;
    }

    /// <summary>Its renewals fail as often as it was planned, and then one does not.</summary>
    private static async Task RenewedAsync(StorageBench silo)
    {
        while (!silo.Engine.Shards.HasLease)
        {
            try
            {
                await silo.Engine.Ownership.TickAsync(_none);
            }
            catch (StorageUnavailableException)
            {
                // Planned.
            }
        }
    }
}
