namespace Shipments.Faults.Traffic;

/// <summary>Holds callers up between two of their calls, so that for a while nothing changes. Thread-safe; paused by one at a time.</summary>
/// <param name="callers">How many callers pass it.</param>
internal sealed class TrafficGate(int callers)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _open;
    private TaskCompletionSource? _quiet;
    private int _waiting;
    private int _ended;

    /// <summary>A caller is between two calls: goes on at once, or when the pause is over.</summary>
    public Task PassAsync()
    {
        lock (_lock)
        {
            if (_open is null)
                return Task.CompletedTask;
            _waiting++;
            TellWhenQuiet();
            return _open.Task;
        }
    }

    /// <summary>A caller has ended its work, and will not come again.</summary>
    public void End()
    {
        lock (_lock)
        {
            _ended++;
            TellWhenQuiet();
        }
    }

    /// <summary>Completes when every caller waits or has ended.</summary>
    /// <exception cref="TimeoutException">One went on with its call for longer.</exception>
    public async Task PauseAsync(TimeSpan within)
    {
        Task quiet;
        lock (_lock)
        {
            _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _quiet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            quiet = _quiet.Task;
            TellWhenQuiet();
        }

        try
        {
            await quiet.WaitAsync(within);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not within {within}: {callers} callers to pause.");
        }
    }

    /// <summary>Lets all go on.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _open?.TrySetResult();
            _open = null;
            _quiet = null;
            _waiting = 0;
        }
    }

    private void TellWhenQuiet()
    {
        if (_waiting + _ended >= callers)
            _quiet?.TrySetResult();
    }
}
