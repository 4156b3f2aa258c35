using System.Collections.Concurrent;

namespace Shipments.Bench.Measuring;

/// <summary>
/// All calls of one kind. A latency counts from the moment the call was meant to be sent, so a server that holds its callers up does not hide it;
/// how late calls were sent is kept apart. Thread-safe.
/// </summary>
/// <param name="name">The method.</param>
/// <param name="unit">What its items are, in the plural.</param>
/// <param name="clock">The run.</param>
internal sealed class Series(string name, string unit, RunClock clock)
{
    private const int SecondsAfterEnd = 120;

    private readonly SecondSlot[] _seconds =
        [.. Enumerable.Range(0, (int)Math.Ceiling(clock.Whole.TotalSeconds) + SecondsAfterEnd).Select(_ => new SecondSlot())];

    private readonly ConcurrentDictionary<string, long> _failures = new(StringComparer.Ordinal);
    private long _sent;
    private long _calls;
    private long _items;
    private long _failed;
    private long _dryTicks = long.MaxValue;

    /// <summary>The method.</summary>
    public string Name => name;

    /// <summary>What its items are.</summary>
    public string Unit => unit;

    /// <summary>Latencies of calls that were meant to be sent in the time that counts.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>How late the calls were sent.</summary>
    public LatencyHistogram Delays { get; } = new();

    /// <summary>Calls sent, the warm-up included.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Calls that ended well in the time that counts.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>What they did.</summary>
    public long Items => Volatile.Read(ref _items);

    /// <summary>Failures after the warm-up.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Failures by reason, the warm-up included.</summary>
    public IReadOnlyDictionary<string, long> Failures => _failures;

    /// <summary>The run by seconds; nothing is in those to come.</summary>
    public IReadOnlyList<SecondSlot> Seconds => _seconds;

    /// <summary>When there was nothing left to send; null when there always was.</summary>
    public TimeSpan? DryAt => Volatile.Read(ref _dryTicks) is < long.MaxValue and long ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>There is nothing left to send.</summary>
    public void RunDry() => Interlocked.CompareExchange(ref _dryTicks, clock.Now.Ticks, long.MaxValue);

    /// <summary>A call is sent now.</summary>
    /// <param name="intended">When it was meant to be.</param>
    public void Begin(TimeSpan intended)
    {
        Interlocked.Increment(ref _sent);
        TimeSpan now = clock.Now;
        SlotAt(now).Begin();
        if (clock.Counts(intended))
            Delays.Record(now - intended);
    }

    /// <summary>A call ended well.</summary>
    /// <param name="intended">When it was meant to be sent.</param>
    /// <param name="items">What it did.</param>
    public void End(TimeSpan intended, int items)
    {
        TimeSpan now = clock.Now;
        SlotAt(now).Ended(items, now - intended);
        if (clock.Counts(intended))
            Latencies.Record(now - intended);
        if (!clock.Counts(now))
            return;
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _items, items);
    }

    /// <summary>Items came without a call of their own, as the messages of a stream do.</summary>
    public void Count(int items)
    {
        TimeSpan now = clock.Now;
        SlotAt(now).Count(items);
        if (clock.Counts(now))
            Interlocked.Add(ref _items, items);
    }

    /// <summary>Something failed.</summary>
    /// <param name="reason">Why; from a small set.</param>
    /// <param name="count">How many at once.</param>
    public void Fail(string reason, int count = 1)
    {
        TimeSpan now = clock.Now;
        SlotAt(now).Fail(count);
        _failures.AddOrUpdate(reason, count, (_, before) => before + count);
        // One that fails after the end was sent before it.
        if (now >= clock.WarmUp)
            Interlocked.Add(ref _failed, count);
    }

    private SecondSlot SlotAt(TimeSpan now) => _seconds[Math.Clamp((int)now.TotalSeconds, 0, _seconds.Length - 1)];
}
