namespace Shipments.Storage;

/// <summary>Reads rows for loads: those that wait in the same moment in one query. No timer: the wait is the query before.</summary>
internal sealed class RowLoader(StorageContext context)
{
    private const int KeysMax = 500;

    private readonly Lock _gate = new();
    private readonly Queue<(ActorKey Key, TaskCompletionSource<ActorRow?> Done)> _waiting = new();
    private readonly WorkSignal _filled = new();
    private bool _isClosed;

    /// <summary>The actor's row, or null when it has none.</summary>
    /// <exception cref="StorageUnavailableException">The store failed, too many loads wait, or storage stops.</exception>
    public Task<ActorRow?> LoadAsync(ActorKey key)
    {
        var done = new TaskCompletionSource<ActorRow?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_isClosed)
                return Task.FromException<ActorRow?>(new StorageUnavailableException($"Storage stops; {key} was not read."));
            if (_waiting.Count >= context.Options.LoadsWaitingMax)
                return Task.FromException<ActorRow?>(new StorageUnavailableException($"{_waiting.Count} loads wait; {key} was not read."));
            _waiting.Enqueue((key, done));
        }

        _filled.Set();
        return done.Task;
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        await using CancellationTokenRegistration wake = stopping.Register(_filled.Set);
        var batch = new List<(ActorKey Key, TaskCompletionSource<ActorRow?> Done)>(KeysMax);
        while (!stopping.IsCancellationRequested)
        {
            Take(batch);
            if (batch.Count == 0)
                await _filled.WaitAsync();
            else
                await ReadAsync(batch, stopping);
            batch.Clear();
        }

        lock (_gate)
            _isClosed = true;
        foreach ((ActorKey key, TaskCompletionSource<ActorRow?> done) in _waiting)
            done.TrySetException(new StorageUnavailableException($"Storage stops; {key} was not read."));
    }

    private void Take(List<(ActorKey Key, TaskCompletionSource<ActorRow?> Done)> batch)
    {
        lock (_gate)
        {
            while (batch.Count < KeysMax && _waiting.TryDequeue(out (ActorKey Key, TaskCompletionSource<ActorRow?> Done) next))
                batch.Add(next);
        }
    }

    private async Task ReadAsync(List<(ActorKey Key, TaskCompletionSource<ActorRow?> Done)> batch, CancellationToken stopping)
    {
        try
        {
            ActorKey[] keys = [.. batch.Select(load => load.Key).Distinct()];
            IReadOnlyList<ActorRow> rows = await context.Store.LoadRowsAsync(keys, stopping);
            context.Instruments.Loaded(keys.Length);
            Dictionary<ActorKey, ActorRow> byKey = rows.ToDictionary(row => row.Key);
            foreach ((ActorKey key, TaskCompletionSource<ActorRow?> done) in batch)
                done.TrySetResult(byKey.GetValueOrDefault(key));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            StorageLog.LoadFailed(context.Log, batch.Count, failure);
            foreach ((ActorKey key, TaskCompletionSource<ActorRow?> done) in batch)
                done.TrySetException(new StorageUnavailableException($"Reading the row of {key} failed: {failure.Message}", failure));
        }
    }
}
