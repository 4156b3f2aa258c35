namespace Shipments.Api.Admission;

/// <summary>
/// Lets calls of one kind in as long as there is room for them and they will be done in time. Thread-safe.
/// Invariant: 0 &lt;= items under way &lt;= the bound, and the same of bytes; both are 0 when no call is under way.
/// </summary>
/// <param name="bound">How much may be under way.</param>
/// <param name="target">How long a call should take at most.</param>
/// <param name="interval">Over how long a queue must stand before calls are refused for it.</param>
/// <param name="time">The clock.</param>
internal sealed class WorkGate(WorkWeight bound, TimeSpan target, TimeSpan interval, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly QueueMeter _meter = new(target, interval);
    private readonly RetrySlots _slots = new();
    private readonly long _origin = time.GetTimestamp();
    private int _calls;
    private int _items;
    private long _bytes;

    /// <summary>Called, outside of the lock, when work begins to stand in a queue and when it no longer does.</summary>
    internal Action<bool>? StandingChanged { get; set; }

    /// <summary>Items under way.</summary>
    internal int Items => Volatile.Read(ref _items);

    /// <summary>Since when this gate runs.</summary>
    internal TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Lets a call in of which nothing is known yet; it counts as one item. Null: it is in, and must leave.</summary>
    internal Refusal? TryEnter()
    {
        TimeSpan now = Now;
        Refusal? refusal;
        bool? changed;
        lock (_lock)
        {
            changed = Roll(now);
            refusal = TryAdd(new WorkWeight(1, 0), _calls, now);
            if (refusal is null && ++_calls == 1)
                _meter.Busy(now);
        }

        Tell(changed);
        return refusal;
    }

    /// <summary>Adds what a call that is in turns out to weigh more. Null: it stays; it leaves with all its weight.</summary>
    internal Refusal? TryAdd(WorkWeight more)
    {
        TimeSpan now = Now;
        Refusal? refusal;
        bool? changed;
        lock (_lock)
        {
            changed = Roll(now);
            refusal = TryAdd(more, _calls - 1, now);
        }

        Tell(changed);
        return refusal;
    }

    /// <summary>A call leaves.</summary>
    /// <param name="weight">All that it weighed.</param>
    /// <param name="done">How long it took; null when it did not do its work, which says nothing of how fast work is done.</param>
    internal void Leave(WorkWeight weight, TimeSpan? done)
    {
        TimeSpan now = Now;
        bool? changed;
        lock (_lock)
        {
            changed = Roll(now);
            if (done is { } took)
                _meter.Done(took, weight.Items);
            _items -= weight.Items;
            _bytes -= weight.Bytes;
            if (--_calls == 0)
                _meter.Idle();
        }

        Tell(changed);
    }

    // Under the lock. Before: the calls under way beside this one. A call alone is never refused for the queue: it would be so for ever.
    private Refusal? TryAdd(WorkWeight more, int before, TimeSpan now)
    {
        bool hasRoom = _items + more.Items <= bound.Items && _bytes + more.Bytes <= bound.Bytes;
        if (hasRoom && (before == 0 || _items + more.Items <= _meter.ItemsAllowed))
        {
            _items += more.Items;
            _bytes += more.Bytes;
            return null;
        }

        _meter.Refused();
        return new Refusal(hasRoom ? RefusalCause.Queue : RefusalCause.Room, _slots.Next(now, before, _meter.CallsPerSecond));
    }

    private bool? Roll(TimeSpan now)
    {
        bool before = _meter.IsStanding;
        _meter.Roll(now);
        return _meter.IsStanding == before ? null : _meter.IsStanding;
    }

    private void Tell(bool? changed)
    {
        if (changed is { } isStanding)
            StandingChanged?.Invoke(isStanding);
    }
}
