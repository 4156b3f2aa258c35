namespace Shipments.Storage;

/// <summary>
/// The newest entries of a shard in memory: a ring bounded in entries and bytes, which holds a copy of each in chunks. An entry's own bytes live no longer
/// than its commit: kept one by one they would be what the garbage collector finds and moves most. Guarded by the shard's gate.
/// </summary>
internal sealed class FeedTail(int entriesMax, int bytesMax)
{
    private const int ChunkBytes = 32 << 10;

    private FeedEntry[] _ring = new FeedEntry[Math.Min(16, entriesMax)];
    private Memory<byte> _chunk;
    private int _start;
    private int _count;
    private long _bytes;

    public int Count => _count;

    /// <summary>The seq of the oldest entry held; meaningless when empty.</summary>
    public long FirstSeq => _ring[_start].Seq;

    public void Add(FeedEntry entry)
    {
        while (_count > 0 && (_count == entriesMax || _bytes + entry.Bytes.Length > bytesMax))
            DropOldest();
        if (_count == _ring.Length)
            Grow();
        _ring[(_start + _count) % _ring.Length] = entry with { Bytes = Kept(entry.Bytes) };
        _count++;
        _bytes += entry.Bytes.Length;
    }

    /// <summary>Whether every entry after <paramref name="after"/> is held.</summary>
    public bool Covers(long after) => _count > 0 && FirstSeq <= after + 1;

    /// <summary>The entries after a place, which must be covered.</summary>
    public List<FeedEntry> Read(long after, int count)
    {
        int skip = (int)(after + 1 - FirstSeq);
        int take = Math.Min(count, _count - skip);
        var entries = new List<FeedEntry>(take);
        for (int i = 0; i < take; i++)
            entries.Add(_ring[(_start + skip + i) % _ring.Length]);
        return entries;
    }

    // A chunk is never used again: a reader may still hold entries that the ring dropped.
    private ReadOnlyMemory<byte> Kept(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > ChunkBytes / 4)
            return bytes;
        if (_chunk.Length < bytes.Length)
            _chunk = GC.AllocateUninitializedArray<byte>(ChunkBytes);
        Memory<byte> kept = _chunk[..bytes.Length];
        bytes.CopyTo(kept);
        _chunk = _chunk[bytes.Length..];
        return kept;
    }

    private void DropOldest()
    {
        _bytes -= _ring[_start].Bytes.Length;
        _ring[_start] = default;
        _start = (_start + 1) % _ring.Length;
        _count--;
    }

    private void Grow()
    {
        var larger = new FeedEntry[Math.Min(entriesMax, _ring.Length * 2)];
        for (int i = 0; i < _count; i++)
            larger[i] = _ring[(_start + i) % _ring.Length];
        _ring = larger;
        _start = 0;
    }
}
