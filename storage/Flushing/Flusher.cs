namespace Shipments.Storage;

/// <summary>
/// Writes dirty states to their rows, oldest first, sorted by key, many in one transaction, and with them each shard's low water. Folds actors
/// of a journal taken over itself, without activating them.
/// </summary>
internal sealed class Flusher(StorageContext context, ShardTable shards, FlushRows rows)
{
    private static readonly TimeSpan _idleWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _delayMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _delayMax = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<(long At, TaskCompletionSource Done)> _requests = [];
    private readonly WorkSignal _wake = new();
    private long _appendsSeen;
    private long _seenAt;
    private double _appendsPerSecond;
    private long _writtenUpTo = long.MinValue;

    /// <summary>Every state committed before this time of the monotonic clock is in its row, poisoned ones excepted; null before it is known.</summary>
    public long? WrittenUpTo => Volatile.Read(ref _writtenUpTo) is > long.MinValue and long mark ? mark : null;

    /// <summary>Completes when every state committed before is in its row; poisoned ones excepted.</summary>
    public Task FlushAllAsync(CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _requests.Add((context.Time.GetTimestamp(), done));
        _wake.Set();
        return done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>A pinned actor may be free now.</summary>
    public void Nudge()
    {
        lock (_gate)
        {
            if (_requests.Count == 0)
                return;
        }

        _wake.Set();
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        await using CancellationTokenRegistration wake = stopping.Register(_wake.Set);
        TimeSpan delay = _delayMin;
        while (!stopping.IsCancellationRequested)
        {
            long cutoff = Cutoff();
            FlushBatch batch = FlushBatch.Take(shards.Opened(), cutoff, IRowStore.RowsMax);
            bool isWritten = await TryWriteAsync(batch, delay, stopping);
            delay = isWritten ? _delayMin : TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, _delayMax.Ticks));
            if (!isWritten)
                await _wake.WaitAsync(delay, context.Time);
            else if (batch.Items.Count == 0)
                await RestAsync(batch, cutoff);
        }

        CancelRequests();
    }

    /// <summary>Nothing older than the cutoff is left but what is pinned.</summary>
    private async Task RestAsync(FlushBatch batch, long cutoff)
    {
        if (batch.Pinned == 0)
        {
            Volatile.Write(ref _writtenUpTo, cutoff);
            CompleteRequests(cutoff);
        }

        await _wake.WaitAsync(_idleWait, context.Time);
    }

    private async Task<bool> TryWriteAsync(FlushBatch batch, TimeSpan delay, CancellationToken stopping)
    {
        if (batch.Items.Count == 0)
            return true;
        try
        {
            int written = await rows.WriteAsync(batch, stopping);
            batch.Complete(context.Budget);
            context.Budget.Credit(batch.Items.Count);
            context.Instruments.Flushed(written);
            return true;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            batch.Return();
            if (!stopping.IsCancellationRequested)
                StorageLog.FlushFailed(context.Log, batch.Items.Count, delay, failure);
            return false;
        }
    }

    private long Cutoff()
    {
        long now = context.Time.GetTimestamp();
        Sample(now);
        TimeSpan age = FlushPace.Age(
            context.Options.FlushAfter, context.Options.FlushWithin, _appendsPerSecond, context.Budget.Share);
        long cutoff = now - (long)(age.TotalSeconds * context.Time.TimestampFrequency);
        lock (_gate)
        {
            foreach ((long at, _) in _requests)
                cutoff = Math.Max(cutoff, at);
        }

        return cutoff;
    }

    /// <summary>The rate of appends over the last second or so.</summary>
    private void Sample(long now)
    {
        double seconds = context.Time.GetElapsedTime(_seenAt, now).TotalSeconds;
        if (seconds < 1)
            return;
        long appends = context.Budget.Appends;
        _appendsPerSecond = (appends - _appendsSeen) / seconds;
        _appendsSeen = appends;
        _seenAt = now;
    }

    private void CompleteRequests(long cutoff)
    {
        var done = new List<TaskCompletionSource>();
        lock (_gate)
        {
            done.AddRange(_requests.Where(request => request.At <= cutoff).Select(request => request.Done));
            _requests.RemoveAll(request => request.At <= cutoff);
        }

        foreach (TaskCompletionSource request in done)
            request.TrySetResult();
    }

    private void CancelRequests()
    {
        lock (_gate)
        {
            foreach ((_, TaskCompletionSource done) in _requests)
                done.TrySetException(new StorageUnavailableException("Storage stopped before everything was flushed."));
            _requests.Clear();
        }
    }
}
