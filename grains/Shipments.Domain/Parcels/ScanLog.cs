using System.Runtime.InteropServices;
using Google.Protobuf;
using Shipments.Domain.Wire;
using Shipments.Journal.V1;

namespace Shipments.Domain.Parcels;

/// <summary>
/// A parcel's scans in the order of the fold while a turn works on them. Read from the encoded log without parsing the scans: ids and times
/// have a fixed width at the head of each record. A scan is parsed when somebody asks for it, and stays parsed for the turn.
/// </summary>
internal sealed class ScanLog
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<byte>[] _further;
    private readonly List<Slot> _slots;

    /// <param name="bytes">The encoded log; empty for a parcel without scans.</param>
    /// <param name="capacity">How many scans it is made ready for.</param>
    /// <param name="further">What follows it in further pieces.</param>
    public ScanLog(ReadOnlyMemory<byte> bytes, int capacity = 0, ReadOnlyMemory<byte>[]? further = null)
    {
        _bytes = bytes;
        _further = further ?? [];
        _slots = new List<Slot>(capacity);
        Read(bytes.Span, 0);
        for (int i = 0; i < _further.Length; i++)
            Read(_further[i].Span, i + 1);
    }

    public int Count => _slots.Count;

    public StoredScan this[int index] => Parsed(ref CollectionsMarshal.AsSpan(_slots)[index]);

    public long UtcMsAt(int index) => _slots[index].UtcMs;

    /// <summary>The place of a scan, -1 when there is none of that id.</summary>
    public int IndexOf(ulong id)
    {
        ReadOnlySpan<Slot> slots = CollectionsMarshal.AsSpan(_slots);
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i].Id == id)
                return i;
        }

        return -1;
    }

    /// <summary>Puts a scan in its place by order, in place of the one of the same id; answers the place.</summary>
    public int Put(StoredScan scan)
    {
        int known = IndexOf(scan.Id);
        Slot slot = new() { Id = scan.Id, UtcMs = scan.UtcMs, Scan = scan, Put = true, Length = -1 };
        if (known >= 0)
        {
            slot.Piece = _slots[known].Piece;
            slot.Offset = _slots[known].Offset;
            slot.Length = _slots[known].Length;
            _slots.RemoveAt(known);
        }

        int at = _slots.Count;
        while (at > 0 && IsAfter(at - 1, scan))
            at--;
        _slots.Insert(at, slot);
        return at;
    }

    public void Remove(ulong id)
    {
        int at = IndexOf(id);
        if (at >= 0)
            _slots.RemoveAt(at);
    }

    /// <summary>The scans that differ from what the log was read from, in their order.</summary>
    public IEnumerable<ScanChange> Changes()
    {
        foreach (Slot slot in _slots)
        {
            if (slot.Scan is not { } scan)
                continue;
            if (slot.Length < 0)
                yield return new ScanChange { Scan = scan };
            else if (!IsUnchanged(slot, scan))
                yield return new ScanChange { Scan = scan, Replaces = true };
        }
    }

    /// <summary>Encodes the log. Records nobody put are copied as they were read.</summary>
    public byte[] ToBytes()
    {
        int size = 0;
        foreach (Slot slot in _slots)
        {
            int length = slot.Put ? slot.Scan!.CalculateSize() : slot.Length;
            size += CodedOutputStream.ComputeLengthSize(length) + length;
        }

        byte[] bytes = new byte[size];
        int at = 0;
        foreach (Slot slot in _slots)
        {
            int length = slot.Put ? slot.Scan!.CalculateSize() : slot.Length;
            at += WriteLength(bytes.AsSpan(at), length);
            Span<byte> record = bytes.AsSpan(at, length);
            if (slot.Put)
                slot.Scan!.WriteTo(record);
            else
                Encoded(slot).CopyTo(record);
            at += length;
        }

        return bytes;
    }

    /// <summary>Whether scans, in their order, go behind the last one of an encoded log, as far as that needs no look at the others.</summary>
    public static bool IsBehind(ReadOnlySpan<byte> log, IReadOnlyList<ScanChange> scans)
    {
        if (scans.Count == 0 || log.IsEmpty)
            return true;
        long lastMs = 0;
        for (ScanLogReader reader = new(log); reader.MoveNext();)
            lastMs = reader.UtcMs;
        return ScanOrder.Minute(lastMs) < ScanOrder.Minute(scans[0].Scan.UtcMs);
    }

    /// <summary>Whether a scan is compacted, without parsing it.</summary>
    public bool IsCompacted(int index)
    {
        Slot slot = _slots[index];
        return slot.Scan?.Compacted ?? ScanLogReader.IsCompacted(Encoded(slot));
    }

    private static int WriteLength(Span<byte> to, int length)
    {
        int at = 0;
        for (; length >= 0x80; length >>= 7)
            to[at++] = (byte)(length | 0x80);
        to[at++] = (byte)length;
        return at;
    }

    private bool IsAfter(int index, StoredScan scan)
    {
        int order = ScanOrder.Minute(_slots[index].UtcMs).CompareTo(ScanOrder.Minute(scan.UtcMs));
        return order > 0 || (order == 0 && ScanOrder.Compare(this[index], scan) > 0);
    }

    private bool IsUnchanged(in Slot slot, StoredScan scan) =>
        scan.IsEncodedAs(Encoded(slot));

    private StoredScan Parsed(ref Slot slot) => slot.Scan ??= StoredScan.Parser.ParseFrom(Encoded(slot));

    private ReadOnlySpan<byte> Encoded(in Slot slot) => (slot.Piece == 0 ? _bytes : _further[slot.Piece - 1]).Span.Slice(slot.Offset, slot.Length);

    private void Read(ReadOnlySpan<byte> bytes, int piece)
    {
        for (ScanLogReader reader = new(bytes); reader.MoveNext();)
            _slots.Add(new Slot { Id = reader.Id, UtcMs = reader.UtcMs, Piece = piece, Offset = reader.Offset, Length = reader.Length });
    }

    private struct Slot
    {
        public ulong Id;
        public long UtcMs;

        /// <summary>0 for the log, else the further piece of that number.</summary>
        public int Piece;
        public int Offset;

        /// <summary>Bytes in the log it was read from; -1 for a scan that was not in it.</summary>
        public int Length;
        public StoredScan? Scan;
        public bool Put;
    }
}
