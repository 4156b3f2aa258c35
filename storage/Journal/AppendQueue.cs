namespace Shipments.Storage;

/// <summary>Appends that wait for a commit, first come first served, those of exempt sessions first. Bounded in entries and bytes.</summary>
internal sealed class AppendQueue(int entriesMax, long bytesMax)
{
    private readonly Lock _gate = new();
    private readonly Queue<AppendOperation> _waiting = new();
    private readonly Queue<AppendOperation> _exempt = new();
    private long _bytes;
    private bool _isClosed;

    public WorkSignal Filled { get; } = new();

    /// <summary>False past the bound, or when closed.</summary>
    public bool TryAdd(AppendOperation operation)
    {
        int bytes = operation.Entry.Length;
        bool wakes;
        lock (_gate)
        {
            int count = _waiting.Count + _exempt.Count;
            if (_isClosed || count >= entriesMax || (count > 0 && _bytes + bytes > bytesMax))
                return false;
            _bytes += bytes;
            (operation.IsExempt ? _exempt : _waiting).Enqueue(operation);
            wakes = count == 0;
        }

        if (wakes)
            Filled.Set();
        return true;
    }

    /// <summary>Takes what waits: every exempt append and up to <paramref name="intake"/> others, within the bounds of a batch.</summary>
    public void Take(List<AppendOperation> batch, int intake, int batchEntriesMax, int batchBytesMax)
    {
        lock (_gate)
        {
            long bytes = 0;
            Take(_exempt, batch, batchEntriesMax, batchBytesMax, ref bytes);
            Take(_waiting, batch, (int)Math.Min(batchEntriesMax, (long)batch.Count + intake), batchBytesMax, ref bytes);
            _bytes -= bytes;
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
                return _waiting.Count + _exempt.Count == 0;
        }
    }

    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    private static void Take(Queue<AppendOperation> from, List<AppendOperation> batch, int entriesMax, int bytesMax, ref long bytes)
    {
        while (batch.Count < entriesMax && from.TryPeek(out AppendOperation? next))
        {
            // An append refused meanwhile has let go of its entry; its bytes were counted with its place.
            int size = next.QueuedBytes;
            if (batch.Count > 0 && bytes + size > bytesMax)
                return;
            bytes += size;
            batch.Add(from.Dequeue());
        }
    }
}
