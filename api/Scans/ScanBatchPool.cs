using System.Collections.Concurrent;

namespace Shipments.Api.Scans;

/// <summary>Working sets that wait for their next batch. Thread-safe; bounded.</summary>
internal sealed class ScanBatchPool
{
    /// <summary>Working sets that are kept.</summary>
    internal const int BatchesMax = 64;

    private readonly ConcurrentBag<ScanBatch> _waiting = [];
    private int _count;

    /// <summary>A working set, empty.</summary>
    internal ScanBatch Rent()
    {
        if (!_waiting.TryTake(out ScanBatch? batch))
            return new ScanBatch();
        Interlocked.Decrement(ref _count);
        return batch;
    }

    /// <summary>Takes a working set back that nothing uses any more.</summary>
    internal void Return(ScanBatch batch)
    {
        if (!batch.Clear())
            return;
        if (Interlocked.Increment(ref _count) <= BatchesMax)
            _waiting.Add(batch);
        else
            Interlocked.Decrement(ref _count);
    }
}
