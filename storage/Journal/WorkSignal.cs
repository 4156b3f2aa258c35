namespace Shipments.Storage;

/// <summary>Wakes one loop. A signal given while nobody waits is kept, once.</summary>
internal sealed class WorkSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<bool>? _waiter;
    private bool _set;

    public void Set()
    {
        TaskCompletionSource<bool>? waiter;
        lock (_gate)
        {
            waiter = _waiter;
            _waiter = null;
            _set = waiter is null;
        }

        waiter?.TrySetResult(true);
    }

    /// <summary>Waits for a signal, for ever.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
            return Wait_NeedsLock();
    }

    /// <summary>Waits for a signal or <paramref name="time"/>, whichever comes first. True for the signal.</summary>
    public async Task<bool> WaitAsync(TimeSpan time, TimeProvider clock)
    {
        Task<bool> signal;
        TaskCompletionSource<bool>? waiter;
        lock (_gate)
        {
            signal = Wait_NeedsLock();
            waiter = _waiter;
        }

        if (signal.IsCompleted)
            return true;
        await using ITimer timer = clock.CreateTimer(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(false), waiter, time, Timeout.InfiniteTimeSpan);
        bool isSet = await signal;
        lock (_gate)
        {
            if (_waiter == waiter)
                _waiter = null;
        }

        return isSet;
    }

    private Task<bool> Wait_NeedsLock()
    {
        if (_set)
        {
            _set = false;
            return Task.FromResult(true);
        }

        _waiter ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiter.Task;
    }
}
