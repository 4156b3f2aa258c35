namespace Shipments.Bench.Checking;

/// <summary>Answers that were wrong: how many, and the first of them in words. Thread-safe.</summary>
internal sealed class Violations
{
    /// <summary>So many are kept in words.</summary>
    public const int KeptMax = 20;

    private readonly Lock _lock = new();
    private readonly List<string> _kept = [];
    private long _count;

    /// <summary>How many there were.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The first, in words.</summary>
    public IReadOnlyList<string> Kept
    {
        get
        {
            lock (_lock)
                return [.. _kept];
        }
    }

    /// <summary>Notes one.</summary>
    public void Add(string what)
    {
        Interlocked.Increment(ref _count);
        lock (_lock)
        {
            if (_kept.Count < KeptMax)
                _kept.Add(what);
        }
    }
}
