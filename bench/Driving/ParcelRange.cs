namespace Shipments.Bench.Driving;

/// <summary>How many parcels of the run are registered: those from 0 on. Registrations under way lie behind. Thread-safe.</summary>
/// <param name="capacity">The most.</param>
internal sealed class ParcelRange(int capacity)
{
    private int _taken;
    private int _registered;

    /// <summary>The most parcels.</summary>
    public int Capacity => capacity;

    /// <summary>Parcels that scans and reads may name.</summary>
    public int Registered => Volatile.Read(ref _registered);

    /// <summary>Takes the next parcels to register; fewer at the end, none past it.</summary>
    /// <param name="count">How many are wanted.</param>
    /// <returns>The first, and how many.</returns>
    public (int First, int Count) Take(int count)
    {
        int end = Interlocked.Add(ref _taken, count);
        int first = end - count;
        return first >= capacity ? (capacity, 0) : (first, Math.Min(count, capacity - first));
    }

    /// <summary>Parcels were registered. What lies between them and those before, if anything, is under way.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    public void Add(int first, int count)
    {
        // Ends come out of order; a range counts when all before it does.
        lock (_ends)
        {
            _ends[first] = first + count;
            while (_ends.Remove(_registered, out int end))
                Volatile.Write(ref _registered, end);
        }
    }

    private readonly Dictionary<int, int> _ends = [];
}
