using Microsoft.Extensions.Time.Testing;
using Shipments.TestKit;

namespace Shipments.Storage.Tests;

/// <summary>The journal read as a feed: complete, in order, from memory and from blocks, across restarts and trimming.</summary>
public sealed class JournalFeedTests
{
    private static readonly CancellationToken _none = CancellationToken.None;

    [Theory]
    [InlineData(1000, 1 << 20)]
    [InlineData(3, 1 << 20)]
    [InlineData(1000, 1024)]
    public async Task Every_entry_is_read_once_in_order_whatever_is_in_memory(int tailEntries, int tailBytes)
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1, configure: options =>
        {
            options.FeedTailEntriesMax = tailEntries;
            options.FeedTailBytesMax = tailBytes;
        });
        for (int i = 1; i <= 20; i++)
            await bench.AddAsync(StorageBench.Key(i % 3), i);
        await bench.FlushAsync();
        (await ReadAllAsync(bench, pageEntries: 7)).Should().Equal(Enumerable.Range(1, 20).Select(i => (long)i));

        await bench.CrashAndStartAsync();
        await bench.AddAsync(StorageBench.Key(1), 21);

        (await ReadAllAsync(bench, pageEntries: 4)).Should().Equal(Enumerable.Range(1, 21).Select(i => (long)i));
    }

    [Fact]
    public async Task A_time_is_found_before_the_first_commit_at_it_or_later()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        DateTimeOffset begin = time.GetUtcNow();
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1, time: time);
        (await PlaceAsync(0)).Should().Be(0, "nothing is committed");
        for (int i = 1; i <= 9; i++)
        {
            await bench.AddAsync(StorageBench.Key(i % 2), i);
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        (await PlaceAsync(-60)).Should().Be(0);
        (await PlaceAsync(0)).Should().Be(0);
        (await PlaceAsync(0.5)).Should().Be(1);
        for (int tenth = 1; tenth <= 8; tenth++)
            (await PlaceAsync(tenth)).Should().Be(tenth);
        (await PlaceAsync(8.5)).Should().Be(9, "all is older");
        (await PlaceAsync(60)).Should().Be(9, "that is to come");

        async Task<long> PlaceAsync(double tenths) => await bench.Engine.Feed.FindPlaceAsync(0, begin.AddMilliseconds(100 * tenths), _none);
    }

    [Fact]
    public async Task A_reader_at_the_head_is_woken_by_the_next_commit()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(StorageBench.Key(1), 1);
        Task<FeedPage> read = bench.Engine.Feed.ReadAsync(0, 1, 10, TimeSpan.FromSeconds(20), _none).AsTask();
        read.IsCompleted.Should().BeFalse();
        await bench.AddAsync(StorageBench.Key(2), 2);

        FeedPage page = await read.Awaiting("the woken reader");

        page.Entries.Should().ContainSingle().Which.Key.Should().Be(StorageBench.Key(2));
        (page.UpTo, page.Head).Should().Be((2, 2));
    }

    [Fact]
    public async Task A_reader_at_the_head_gets_nothing_when_its_wait_is_over()
    {
        var time = new FakeTimeProvider();
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1, time: time);
        await bench.AddAsync(StorageBench.Key(1), 1);
        (await bench.Engine.Feed.ReadAsync(0, 1, 10, TimeSpan.Zero, _none)).Should().BeEquivalentTo(new { UpTo = 1L, Head = 1L });
        Task<FeedPage> read = bench.Engine.Feed.ReadAsync(0, 1, 10, TimeSpan.FromSeconds(2), _none).AsTask();
        time.Advance(TimeSpan.FromSeconds(1.9));
        read.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));

        FeedPage page = await read.Awaiting("the end of the wait");

        page.Entries.Should().BeEmpty();
        (page.UpTo, page.Head).Should().Be((1, 1));
    }

    [Fact]
    public async Task A_waiting_reader_learns_that_the_shard_moved()
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        Task<FeedPage> read = bench.Engine.Feed.ReadAsync(0, 0, 10, TimeSpan.FromSeconds(20), _none).AsTask();
        await bench.Engine.HandOverAsync([0], 0, _none).Awaiting("the hand-over");

        await FluentActions.Awaiting(() => read.Awaiting("the reader")).Should().ThrowAsync<ShardMovedException>();
        await FluentActions.Awaiting(() => bench.Engine.Feed.ReadAsync(0, 0, 10, TimeSpan.Zero, _none).AsTask()).Should().ThrowAsync<ShardMovedException>();
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(10_000, 20, true)]
    [InlineData(0, 0, false)]
    [InlineData(10_001, 0, false)]
    [InlineData(1, 21, false)]
    [InlineData(1, -1, false)]
    public async Task Pages_and_waits_are_bounded(int entries, int waitSeconds, bool isAllowed)
    {
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1);
        await bench.AddAsync(StorageBench.Key(1), 1);
        Func<Task> read = () => bench.Engine.Feed.ReadAsync(0, 0, entries, TimeSpan.FromSeconds(waitSeconds), _none).AsTask();

        if (isAllowed)
            await read.Should().NotThrowAsync();
        else
            await read.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Cursors_survive_a_restart_and_never_sink()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        await bench.Engine.Feed.SaveCursorAsync("lanes", 2, 7, _none);
        await bench.Engine.Feed.SaveCursorAsync("lanes", 2, 3, _none);
        await bench.CrashAndStartAsync();

        (await bench.Engine.Feed.ReadCursorAsync("lanes", 2, _none)).Should().Be(7);
        (await bench.Engine.Feed.ReadCursorAsync("lanes", 3, _none)).Should().Be(0);
        await FluentActions.Awaiting(() => bench.Engine.Feed.SaveCursorAsync("a/b", 0, 1, _none).AsTask()).Should().ThrowAsync<ArgumentException>();
        await FluentActions.Awaiting(() => bench.Engine.Feed.SaveCursorAsync("lanes", 4, 1, _none).AsTask()).Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Retention_keeps_what_is_young_unflushed_or_not_passed_by_a_built_in_reader()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1, time: time, configure: options =>
        {
            options.BuiltInConsumers.Add("lanes");
            options.FeedTailEntriesMax = 1;
        });
        for (int i = 1; i <= 4; i++)
            await bench.AddAsync(StorageBench.Key(i), i);
        (await bench.Engine.Retention.TrimAsync(_none)).Should().Be(0, "nothing is old");
        time.Advance(TimeSpan.FromDays(8));
        await bench.Engine.Ownership.TickAsync(_none);
        (await bench.Engine.Retention.TrimAsync(_none)).Should().Be(0, "the reader never saved a cursor");
        await bench.Engine.Feed.SaveCursorAsync("lanes", 0, 3, _none);
        await bench.FlushAsync();

        (await bench.Engine.Retention.TrimAsync(_none)).Should().Be(3);
        (await bench.Engine.Retention.TrimAsync(_none)).Should().Be(0, "the reader has not passed entry 4");

        (await FluentActions.Awaiting(() => bench.Engine.Feed.ReadAsync(0, 2, 10, TimeSpan.Zero, _none).AsTask())
            .Should().ThrowAsync<FeedTrimmedException>().WithMessage("*trimmed up to 3*after 2*")).Which.TrimmedTo.Should().Be(3);
        (await bench.Engine.Feed.ReadAsync(0, 3, 10, TimeSpan.Zero, _none)).Entries.Select(entry => entry.Seq).Should().Equal(4);

        await bench.StopAndStartAsync();
        (await bench.AddAsync(StorageBench.Key(9), 1)).Seq.Should().Be(5, "trimmed entries count");
        (await bench.ReadAsync(StorageBench.Key(1))).Should().Be(new CounterState(1, 1));
    }

    [Fact]
    public async Task A_feed_says_which_journal_it_is_of_and_says_the_same_after_a_restart()
    {
        await using StorageBench bench = await StorageBench.StartAsync();
        FeedIdentity identity = bench.Engine.Feed.Identity;
        identity.Should().Be(new FeedIdentity(bench.Engine.Identity.DatabaseId, 0));
        identity.DatabaseId.Length.Should().BeInRange(1, 64);

        await bench.CrashAndStartAsync();

        bench.Engine.Feed.Identity.Should().Be(identity);
    }

    [Fact]
    public async Task Unflushed_entries_are_never_trimmed()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using StorageBench bench = await StorageBench.StartAsync(shards: 1, time: time);
        await bench.AddAsync(StorageBench.Key(1), 1);
        HeldCall held = bench.Faults.Hold(StoreCall.WriteRows);
        time.Advance(TimeSpan.FromDays(8));

        (await bench.Engine.Retention.TrimAsync(_none)).Should().Be(0);

        held.Release();
    }

    private static async Task<List<long>> ReadAllAsync(StorageBench bench, int pageEntries)
    {
        var amounts = new List<long>();
        long after = 0;
        while (true)
        {
            FeedPage page = await bench.Engine.Feed.ReadAsync(0, after, pageEntries, TimeSpan.Zero, _none);
            page.Entries.Count.Should().BeLessThanOrEqualTo(pageEntries);
            if (page.Entries.Count == 0)
                return amounts;
            page.Entries.Select(entry => entry.Seq).Should().Equal(Enumerable.Range(1, page.Entries.Count).Select(i => after + i));
            amounts.AddRange(page.Entries.Select(entry => CounterKind.AmountOf(entry.Bytes)));
            after = page.UpTo;
        }
    }
}
