namespace Shipments.Storage;

/// <summary>A shard's dirty marks in the order of their seqs. Marks taken and not written come back before all that was never taken.</summary>
internal sealed class DirtyMarks
{
    private readonly PriorityQueue<DirtyMark, long> _returned = new();
    private readonly Queue<DirtyMark> _queue = new();

    public int Count => _returned.Count + _queue.Count;

    /// <summary>Adds a mark with a seq above all others.</summary>
    public void Add(DirtyMark mark) => _queue.Enqueue(mark);

    /// <summary>The mark with the least seq.</summary>
    public bool TryPeek(out DirtyMark mark) => _returned.TryPeek(out mark, out _) || _queue.TryPeek(out mark);

    public bool TryTake(out DirtyMark mark) => _returned.TryDequeue(out mark, out _) || _queue.TryDequeue(out mark);

    public void Return(IEnumerable<DirtyMark> marks)
    {
        foreach (DirtyMark mark in marks)
            _returned.Enqueue(mark, mark.Seq);
    }

    public void Clear()
    {
        _returned.Clear();
        _queue.Clear();
    }
}
