using Microsoft.Extensions.Time.Testing;

namespace Shipments.Storage.Tests.Feed;

public sealed class FeedBellTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ShardState _shard = new(3, loop: null!, head: 0, new FeedTail(16, 1_000));
    private readonly FeedBell _bell;

    public FeedBellTests() => _bell = new FeedBell(_time);

    [Fact]
    public void Reader_of_a_quiet_shard_is_woken_at_once()
    {
        Task first = Await();
        Move();
        first.IsCompleted.Should().BeTrue();

        _time.Advance(FeedBell.Every);
        Task second = Await();
        Move();
        second.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Reader_of_a_busy_shard_is_woken_when_it_has_been_quiet_long_enough_and_once()
    {
        _ = Await();
        Move();
        Task next = Await();
        Move();
        Move();
        next.IsCompleted.Should().BeFalse();

        _time.Advance(FeedBell.Every);
        await next.WaitAsync(TimeSpan.FromSeconds(20));
        Task third = Await();
        _time.Advance(FeedBell.Every * 4);
        third.IsCompleted.Should().BeFalse("nothing moved since");
    }

    [Fact]
    public void Shard_that_nobody_reads_rings_for_nobody()
    {
        Move();
        Move();
        Task late = Await();
        Move();
        late.IsCompleted.Should().BeTrue("nobody was woken before");
    }

    private Task Await()
    {
        lock (_shard.Gate)
            return _shard.Moved_NeedsLock();
    }

    private void Move()
    {
        TaskCompletionSource? moved;
        lock (_shard.Gate)
            moved = _bell.Ring_NeedsLock(_shard, _time.GetTimestamp());
        moved?.TrySetResult();
    }
}
