namespace Shipments.Client.Tests;

/// <summary>
/// A clock on which pauses pass at once and are written down. Waits as long as <paramref name="held"/> do not pass by themselves: a test ends them.
/// </summary>
internal sealed class PausingTime(TimeSpan held) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _pauses = [];
    private readonly List<HeldTimer> _waiting = [];
    private TaskCompletionSource? _idle;
    private TimeSpan _passed;

    /// <summary>The pauses so far, in their order.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_lock)
                return [.. _pauses];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves with the pauses alone.</summary>
    public override long GetTimestamp()
    {
        lock (_lock)
            return _passed.Ticks + 1;
    }

    /// <summary>Deadlines go to a transport with a clock of its own, so this one is never behind it.</summary>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return System.GetUtcNow() + _passed;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        HeldTimer timer = new(this, callback, state);
        lock (_lock)
        {
            if (dueTime == held || dueTime == Timeout.InfiniteTimeSpan)
            {
                _waiting.Add(timer);
                return timer;
            }

            _pauses.Add(dueTime);
            _passed += dueTime;
        }

        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return timer;
    }

    /// <summary>Completes when nobody waits for a held time.</summary>
    public Task IdleAsync()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
                return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>The held waits of now are over.</summary>
    public int EndWaits()
    {
        HeldTimer[] over;
        lock (_lock)
        {
            over = [.. _waiting];
            _waiting.Clear();
            _passed += held;
        }

        Array.ForEach(over, timer => timer.Fire());
        return over.Length;
    }

    private sealed class HeldTimer(PausingTime time, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (time._lock)
            {
                time._waiting.Remove(this);
                if (time._waiting.Count == 0)
                    time._idle?.TrySetResult();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
