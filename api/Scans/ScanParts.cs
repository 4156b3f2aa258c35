namespace Shipments.Api.Scans;

/// <summary>
/// Scans of a batch gathered by where they go, a part for each place: chains of indices into the batch in two reused lists, so that a batch
/// of a thousand parcels makes no thousand lists. A scan may stand in several parts. Not thread-safe.
/// </summary>
/// <typeparam name="TPart">What a part carries.</typeparam>
internal sealed class ScanParts<TPart>
{
    private const int None = -1;
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly List<Link> _links = [];
    private Part[] _parts = new Part[16];

    /// <summary>How many parts there are.</summary>
    internal int Count { get; private set; }

    /// <summary>A part.</summary>
    internal ref Part this[int index] => ref _parts[index];

    /// <summary>Adds a scan to the part of a key and gives the part.</summary>
    /// <param name="key">Where it goes: a parcel's id or a number.</param>
    /// <param name="slot">The scan's index in the batch.</param>
    /// <param name="made">Whether the part is new, and its content still to be set.</param>
    internal ref Part Add(string key, int slot, out bool made)
    {
        made = !_byKey.TryGetValue(key, out int index);
        if (made)
        {
            index = Count++;
            if (index == _parts.Length)
                Array.Resize(ref _parts, index * 2);
            _byKey.Add(key, index);
            _parts[index] = new Part { Key = key, First = None };
        }

        ref Part part = ref _parts[index];
        int link = _links.Count;
        _links.Add(new Link(slot, None));
        if (part.First == None)
            part.First = link;
        else
            _links[part.Last] = new Link(_links[part.Last].Slot, link);
        part.Last = link;
        return ref part;
    }

    /// <summary>The index in the batch of the scan at a link.</summary>
    internal int SlotAt(int link) => _links[link].Slot;

    /// <summary>The link after a link; -1 after the last.</summary>
    internal int After(int link) => _links[link].Next;

    /// <summary>Forgets all parts.</summary>
    internal void Clear()
    {
        Array.Clear(_parts, 0, Count);
        Count = 0;
        _byKey.Clear();
        _links.Clear();
    }

    /// <summary>The scans that go to one place.</summary>
    internal struct Part
    {
        /// <summary>The place: a parcel's id or a number.</summary>
        public string Key;

        /// <summary>What is sent there.</summary>
        public TPart Content;

        /// <summary>The first link of its chain of scans.</summary>
        public int First;

        /// <summary>The last link.</summary>
        public int Last;
    }

    private readonly record struct Link(int Slot, int Next);
}
