using System.Buffers.Binary;

namespace Shipments.Domain.Parcels;

/// <summary>Walks an encoded log of scans over their ids and times without parsing them.</summary>
internal ref struct ScanLogReader(ReadOnlySpan<byte> log)
{
    private const byte IdTag = (1 << 3) | 1;
    private const byte UtcMsTag = (2 << 3) | 1;
    private const int FixedBytes = 9;

    private readonly ReadOnlySpan<byte> _log = log;
    private int _next;

    public ulong Id { get; private set; }

    public long UtcMs { get; private set; }

    /// <summary>Where the scan's record begins, after its length.</summary>
    public int Offset { get; private set; }

    public int Length { get; private set; }

    /// <summary>Goes to the next scan.</summary>
    /// <exception cref="UnreadableStateException">The bytes are no log.</exception>
    public bool MoveNext()
    {
        if (_next == _log.Length)
            return false;
        Length = ReadLength();
        Offset = _next;
        if (Length < FixedBytes || Length > _log.Length - Offset || _log[Offset] != IdTag)
            throw Unreadable();
        ReadOnlySpan<byte> record = _log.Slice(Offset, Length);
        Id = BinaryPrimitives.ReadUInt64LittleEndian(record[1..]);
        UtcMs = record.Length >= 2 * FixedBytes && record[FixedBytes] == UtcMsTag
            ? BinaryPrimitives.ReadInt64LittleEndian(record[(FixedBytes + 1)..])
            : 0;
        _next = Offset + Length;
        return true;
    }

    private int ReadLength()
    {
        int length = 0;
        for (int shift = 0; shift < 35 && _next < _log.Length; shift += 7)
        {
            byte part = _log[_next++];
            length |= (part & 0x7f) << shift;
            if (part < 0x80)
                return length;
        }

        throw Unreadable();
    }

    private readonly UnreadableStateException Unreadable() =>
        new($"The log of scans is broken at byte {_next} of {_log.Length}.");
}
