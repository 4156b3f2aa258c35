using System.Buffers;

namespace Shipments.Domain.Lanes;

/// <summary>The bytes of counts: pairs of varints, the distance from the place before and the count with its sign in the lowest bit.</summary>
internal static class LaneCellCodec
{
    public static byte[] Encode(IReadOnlyList<KeyValuePair<LaneCell, long>> cells)
    {
        ArrayBufferWriter<byte> writer = new((cells.Count * 4) + 16);
        ulong last = 0;
        foreach ((LaneCell cell, long count) in cells)
        {
            Write(writer, cell.Bits - last);
            Write(writer, (ulong)((count << 1) ^ (count >> 63)));
            last = cell.Bits;
        }

        return writer.WrittenSpan.ToArray();
    }

    public static void Decode(ReadOnlySpan<byte> bytes, LaneCells cells)
    {
        FieldReader reader = new(bytes);
        ulong last = 0;
        try
        {
            while (!reader.IsAtEnd)
            {
                last += reader.Varint();
                ulong count = reader.Varint();
                cells.Add(new LaneCell(last), (long)(count >> 1) ^ -(long)(count & 1));
            }
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableStateException($"A lane's counts of {bytes.Length} bytes do not parse.", e);
        }
    }

    private static void Write(ArrayBufferWriter<byte> writer, ulong value)
    {
        Span<byte> span = writer.GetSpan(10);
        int length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        span[length++] = (byte)value;
        writer.Advance(length);
    }
}
