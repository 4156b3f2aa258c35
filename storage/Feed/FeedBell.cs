namespace Shipments.Storage;

/// <summary>
/// Wakes the readers of shards that have moved: at once when a shard was quiet, else when it has been for 20 ms. So a lone entry is read at once,
/// and a busy shard, which moves with each commit, wakes its readers fifty times a second and not a thousand. Thread-safe.
/// </summary>
internal sealed class FeedBell(TimeProvider time)
{
    /// <summary>The readers of one shard are not woken more often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private List<ShardState> _later = [];

    /// <summary>Who is to be woken after the shard's gate is left; nobody when it is too soon: then they are woken in time.</summary>
    public TaskCompletionSource? Ring_NeedsLock(ShardState shard, long now)
    {
        if (!shard.IsAwaited_NeedsLock || shard.IsToRing_NeedsLock)
            return null;
        if (shard.RungAt_NeedsLock is not { } rungAt || time.GetElapsedTime(rungAt, now) >= Every)
            return shard.TakeMoved_NeedsLock(now);
        shard.IsToRing_NeedsLock = true;
        Add(shard);
        return null;
    }

    private void Add(ShardState shard)
    {
        lock (_gate)
        {
            _later.Add(shard);
            if (_later.Count > 1)
                return;
        }

        _ = RingLaterAsync();
    }

    private async Task RingLaterAsync()
    {
        await Task.Delay(Every, time);
        List<ShardState> ringing;
        lock (_gate)
        {
            ringing = _later;
            _later = [];
        }

        long now = time.GetTimestamp();
        foreach (ShardState shard in ringing)
        {
            TaskCompletionSource? moved;
            lock (shard.Gate)
            {
                shard.IsToRing_NeedsLock = false;
                moved = shard.TakeMoved_NeedsLock(now);
            }

            moved?.TrySetResult();
        }
    }
}
