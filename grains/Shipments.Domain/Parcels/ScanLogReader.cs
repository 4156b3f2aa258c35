using System.Buffers.Binary;

namespace Shipments.Domain.Parcels;

/// <summary>Walks an encoded log of scans over their ids and times without parsing them.</summary>
internal ref struct ScanLogReader(ReadOnlySpan<byte> log)
{
    private const byte IdTag = (1 << 3) | 1;
    private const byte UtcMsTag = (2 << 3) | 1;
    private const ulong CompactedTag = 9 << 3;
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

    /// <summary>Whether a scan's record says that it is compacted. Walks over its outermost fields only.</summary>
    public static bool IsCompacted(ReadOnlySpan<byte> record)
    {
        int at = 0;
        while (TryReadNumber(record, ref at, out ulong tag))
        {
            ulong number = 0;
            switch (tag & 7)
            {
                case 0 when TryReadNumber(record, ref at, out number): break;
                case 1: at += 8; break;
                case 2 when TryReadNumber(record, ref at, out ulong length): at += (int)length; break;
                case 5: at += 4; break;
                default: throw new UnreadableStateException($"The record of a scan is broken at byte {at} of {record.Length}.");
            }

            if (tag == CompactedTag)
                return number != 0;
        }

        return false;
    }

    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, ref int at, out ulong number)
    {
        number = 0;
        for (int shift = 0; shift < 64 && at >= 0 && at < bytes.Length; shift += 7)
        {
            byte part = bytes[at++];
            number |= (part & 0x7fUL) << shift;
            if (part < 0x80)
                return true;
        }

        return false;
    }

    private int ReadLength() =>
        TryReadNumber(_log, ref _next, out ulong length) && length <= int.MaxValue ? (int)length : throw Unreadable();

    private readonly UnreadableStateException Unreadable() =>
        new($"The log of scans is broken at byte {_next} of {_log.Length}.");
}
