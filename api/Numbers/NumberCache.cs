namespace Shipments.Api.Numbers;

/// <summary>
/// Remembers which parcel a number means, so that most scans cost one grain call. A hint only: the parcel checks it, and a wrong one is
/// dropped. Bounded; what was not used for longest makes room, by the clock algorithm. Thread-safe: sixteen parts with a lock each.
/// </summary>
internal sealed class NumberCache
{
    private const int PartsMax = 16;
    private readonly Part[] _parts;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="entriesMax">The most numbers it remembers; 0 remembers nothing. It grows as it is used.</param>
    public NumberCache(int entriesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entriesMax);
        int parts = Math.Clamp(entriesMax, 1, PartsMax);
        _parts = new Part[parts];
        for (int i = 0; i < parts; i++)
            _parts[i] = new Part((entriesMax / parts) + (i < entriesMax % parts ? 1 : 0));
    }

    /// <summary>How many numbers it remembers.</summary>
    internal int Count
    {
        get
        {
            int count = 0;
            foreach (Part part in _parts)
                count += part.Count;
            return count;
        }
    }

    /// <summary>The parcel of a number; false when it is not remembered.</summary>
    internal bool TryGet(NumberKey key, out NumberHolderWindow holder) => Of(key).TryGet(key, out holder);

    /// <summary>Remembers the parcel of a number.</summary>
    internal void Put(NumberKey key, NumberHolderWindow holder) => Of(key).Put(key, holder);

    /// <summary>Forgets a number.</summary>
    internal void Drop(NumberKey key) => Of(key).Drop(key);

    private Part Of(NumberKey key) => _parts[((uint)key.GetHashCode() * 2654435769u >> 16) % (uint)_parts.Length];

    private sealed class Part(int capacity)
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<NumberKey, int> _slots = [];
        private Entry[] _entries = [];
        private int _used;
        private int _hand;

        internal int Count
        {
            get
            {
                lock (_lock)
                    return _slots.Count;
            }
        }

        internal bool TryGet(NumberKey key, out NumberHolderWindow holder)
        {
            lock (_lock)
            {
                if (_slots.TryGetValue(key, out int slot))
                {
                    _entries[slot].Touched = true;
                    holder = _entries[slot].Holder;
                    return true;
                }
            }

            holder = default;
            return false;
        }

        internal void Put(NumberKey key, NumberHolderWindow holder)
        {
            if (capacity == 0)
                return;
            lock (_lock)
            {
                if (!_slots.TryGetValue(key, out int slot))
                {
                    slot = _used < capacity ? Grow_NeedsLock() : Evict_NeedsLock();
                    _slots.Add(key, slot);
                }

                _entries[slot] = new Entry { Key = key, Holder = holder, Live = true };
            }
        }

        internal void Drop(NumberKey key)
        {
            lock (_lock)
            {
                if (_slots.Remove(key, out int slot))
                    _entries[slot] = default;
            }
        }

        private int Grow_NeedsLock()
        {
            if (_used == _entries.Length)
                Array.Resize(ref _entries, Math.Min(capacity, Math.Max(16, _entries.Length * 2)));
            return _used++;
        }

        // Ends within two rounds: the first takes the marks away, the second finds one without.
        private int Evict_NeedsLock()
        {
            while (true)
            {
                int slot = _hand;
                _hand = _hand + 1 == capacity ? 0 : _hand + 1;
                ref Entry entry = ref _entries[slot];
                if (entry.Touched)
                {
                    entry.Touched = false;
                    continue;
                }

                if (entry.Live)
                    _slots.Remove(entry.Key);
                return slot;
            }
        }
    }

    private struct Entry
    {
        public NumberKey Key;
        public NumberHolderWindow Holder;
        public bool Touched;
        public bool Live;
    }
}
