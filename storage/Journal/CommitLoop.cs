namespace Shipments.Storage;

/// <summary>
/// Commits what one writer's shards append: strictly one batch after another, each as large as what waited meanwhile. No timer delays a lone
/// append. An unknown outcome is settled before anything else goes on.
/// </summary>
internal sealed class CommitLoop
{
    /// <summary>When rows cannot be written at all, appends go on in a trickle up to the bound: so many a wait.</summary>
    private const int TrickleEntries = 64;
    private static readonly TimeSpan _trickleEvery = TimeSpan.FromMilliseconds(20);

    private readonly StorageContext _context;
    private readonly CommitBatch _batch;
    private readonly Queue<TaskCompletionSource> _barriers = new();
    private readonly Lock _gate = new();
    private long _writer;
    private bool _isStopping;

    public CommitLoop(StorageContext context, int shardCount)
    {
        _context = context;
        _batch = new CommitBatch(shardCount, context.Budget, context.Bell);
        Queue = new AppendQueue(context.Options.QueuedEntriesMax, context.Options.QueuedBytesMax);
    }

    public AppendQueue Queue { get; }

    /// <summary>The writers row it commits as; 0 while it has none.</summary>
    public long Writer
    {
        get => Volatile.Read(ref _writer);
        set => Volatile.Write(ref _writer, value);
    }

    /// <summary>Completes when no batch that was packed before is in flight or unknown.</summary>
    public Task BarrierAsync()
    {
        var barrier = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isStopping)
                return Task.CompletedTask;
            _barriers.Enqueue(barrier);
        }

        Queue.Filled.Set();
        return barrier.Task;
    }

    /// <summary>Serves until <paramref name="settle"/>'s owner stops it. What is queued then is answered unavailable.</summary>
    /// <param name="settle">Settles an unknown outcome, and checks who owns what after a lost fence.</param>
    /// <param name="stopping">Ends the loop.</param>
    public async Task RunAsync(IWriterSettlement settle, CancellationToken stopping)
    {
        await using CancellationTokenRegistration wake = stopping.Register(Queue.Filled.Set);
        int trickle = 0;
        while (!stopping.IsCancellationRequested)
        {
            PassBarriers();
            int intake = Math.Max(trickle, _context.Budget.Intake(_context.Options.BatchEntriesMax));
            trickle = 0;
            _batch.Fill(this, Queue, intake, _context.Options.BatchEntriesMax, _context.Options.BatchBytesMax);
            if (!_batch.IsEmpty)
                await CommitAsync(settle, stopping);
            else if (Queue.IsEmpty)
                await Queue.Filled.WaitAsync();
            else if (intake == 0 && !await _context.Budget.Freed.WaitAsync(_trickleEvery, _context.Time))
                trickle = Math.Min(TrickleEntries, _context.Options.BatchEntriesMax);
        }

        Stop();
        // Whoever waits for the end must not go on on the database's thread.
        await Task.Yield();
    }

    private async Task CommitAsync(IWriterSettlement settle, CancellationToken stopping)
    {
        long started = _context.Time.GetTimestamp();
        long writer = Writer;
        CommitOutcome outcome = writer == 0 ? CommitOutcome.Lost : await TryCommitAsync(writer, stopping);
        bool isCommitted = outcome switch
        {
            CommitOutcome.Committed => true,
            CommitOutcome.Lost => await settle.AfterLostAsync(this, stopping),
            CommitOutcome.Unknown => await settle.SettleAsync(this, _batch.Last, stopping),
        };
        if (isCommitted)
            _context.Budget.CountAppends(_batch.Entries);
        if (isCommitted)
            _batch.Enter(_context.Time.GetTimestamp());
        else
            _batch.Refuse();
        _context.Instruments.Committed(_context.Time.GetElapsedTime(started), _batch.Entries, _batch.Bytes, outcome);
        _batch.Reset();
    }

    private async ValueTask<CommitOutcome> TryCommitAsync(long writer, CancellationToken stopping)
    {
        try
        {
            return await _context.Store.CommitAsync(writer, _batch.Blocks, stopping);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            StorageLog.CommitUnknown(_context.Log, writer, failure);
            return CommitOutcome.Unknown;
        }
    }

    private void PassBarriers()
    {
        while (true)
        {
            TaskCompletionSource? barrier;
            lock (_gate)
            {
                if (!_barriers.TryDequeue(out barrier))
                    return;
            }

            barrier.TrySetResult();
        }
    }

    private void Stop()
    {
        lock (_gate)
            _isStopping = true;
        PassBarriers();
        Queue.Close();
        var left = new List<AppendOperation>();
        Queue.Take(left, int.MaxValue, int.MaxValue, int.MaxValue);
        foreach (AppendOperation operation in left.Where(operation => operation.TryUnqueue()))
        {
            _context.Budget.Release(operation.ReservedBytes);
            operation.Answer(new AppendResult(AppendStatus.Unavailable, 0, 0));
        }
    }
}
