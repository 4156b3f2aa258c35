namespace Shipments.Storage;

/// <summary>
/// The bound on unwritten state. What an append will add is reserved before it is queued, so the bound holds exactly; a commit turns the
/// reservation into the true growth. Thread-safe.
/// </summary>
internal sealed class DirtyBudget(long bytesMax)
{
    private long _bytes;
    private long _dirtyBytes;
    private long _dirtyStates;
    private long _credit;
    private long _appends;

    public long DirtyBytes => Interlocked.Read(ref _dirtyBytes);

    /// <summary>How many entries were committed since the start.</summary>
    public long Appends => Interlocked.Read(ref _appends);

    public long DirtyStates => Interlocked.Read(ref _dirtyStates);

    /// <summary>How full the bound is by committed state; above 1 after a take-over.</summary>
    public double Share => (double)DirtyBytes / bytesMax;

    /// <summary>Signalled when rows were written or given up.</summary>
    public WorkSignal Freed { get; } = new();

    /// <summary>False at the bound, for a key without unwritten state that is not exempt.</summary>
    public bool TryReserve(long bytes, bool isNewKey, bool isExempt)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= bytesMax || !isNewKey || isExempt)
            return true;
        Interlocked.Add(ref _bytes, -bytes);
        return false;
    }

    public void Release(long reserved) => Interlocked.Add(ref _bytes, -reserved);

    public void Commit(long reserved, long growth, bool isNewState)
    {
        Interlocked.Add(ref _bytes, growth - reserved);
        Interlocked.Add(ref _dirtyBytes, growth);
        if (isNewState)
            Interlocked.Increment(ref _dirtyStates);
    }

    public void CountAppends(int entries) => Interlocked.Add(ref _appends, entries);

    /// <summary>A state became clean or left.</summary>
    public void Forget(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        Interlocked.Add(ref _dirtyBytes, -bytes);
        Interlocked.Decrement(ref _dirtyStates);
    }

    /// <summary>Rows were written: as many appends may pass while the bound is half full.</summary>
    public void Credit(int rows)
    {
        Interlocked.Add(ref _credit, rows);
        Freed.Set();
    }

    /// <summary>How many appends a commit may take now.</summary>
    public int Intake(int entriesMax)
    {
        if (DirtyBytes <= bytesMax / 2)
        {
            Interlocked.Exchange(ref _credit, 0);
            return entriesMax;
        }

        return (int)Math.Min(entriesMax, Interlocked.Exchange(ref _credit, 0));
    }
}
