using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>
/// First entries whose steps are delivered inline and that the feed has yet to pass, so that it need not call again. Losing one costs a repeated call of each
/// step. Thread-safe, bounded.
/// </summary>
internal sealed class DeliveredSteps
{
    /// <summary>So many entries are remembered; past it all are forgotten.</summary>
    /// <remarks>Some are never taken: an entry that was not committed after all, or whose shard went to another silo.</remarks>
    public const int EntriesMax = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<ActorKey, HurriedEntry> _entries = [];

    /// <summary>
    /// Remembers the first entry of an actor, before it is appended: its feed may be faster than whoever appended it. Another one of the same actor takes
    /// its place. It is to be ended, and to be forgotten when no entry came of it.
    /// </summary>
    public HurriedEntry Add(ActorKey source)
    {
        HurriedEntry entry = new(source);
        lock (_gate)
        {
            if (_entries.Count >= EntriesMax)
                _entries.Clear();
            _entries[source] = entry;
        }

        return entry;
    }

    /// <summary>The entry, when it is remembered; forgets it.</summary>
    /// <param name="source">The actor.</param>
    /// <param name="version">The entry's version; of other entries than the first none is remembered.</param>
    public HurriedEntry? Take(ActorKey source, long version)
    {
        if (version != 1)
            return null;
        lock (_gate)
            return _entries.Remove(source, out HurriedEntry? entry) ? entry : null;
    }

    /// <summary>Forgets an entry of which nothing came.</summary>
    public void Forget(HurriedEntry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Source, out HurriedEntry? known) && known == entry)
                _entries.Remove(entry.Source);
        }
    }
}
