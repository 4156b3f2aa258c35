namespace Shipments.Bench.Measuring;

/// <summary>One second of a series. Thread-safe.</summary>
internal sealed class SecondSlot
{
    private long _sent;
    private long _calls;
    private long _items;
    private long _failed;

    /// <summary>Calls sent in it.</summary>
    public long Sent => Volatile.Read(ref _sent);

    /// <summary>Calls that ended well in it.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>What they did: scans, parcels.</summary>
    public long Items => Volatile.Read(ref _items);

    /// <summary>Calls, or scans of a call that ended well, that failed in it.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Latencies of the calls that ended in it.</summary>
    public LatencyHistogram Latencies { get; } = new(LatencyHistogram.Coarse);

    /// <summary>Takes a call that is sent.</summary>
    public void Begin() => Interlocked.Increment(ref _sent);

    /// <summary>Takes a call that ended well.</summary>
    public void Ended(int items, TimeSpan latency)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _items, items);
        Latencies.Record(latency);
    }

    /// <summary>Takes items without a call of their own.</summary>
    public void Count(int items) => Interlocked.Add(ref _items, items);

    /// <summary>Takes failures.</summary>
    public void Fail(int count) => Interlocked.Add(ref _failed, count);
}
