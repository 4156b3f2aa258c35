using System.Buffers;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>A lane's share of a <see cref="ForecastTable"/> as bytes: some kilobytes.</summary>
public static class ForecastRow
{
    /// <summary>A row is never longer, in bytes: 32,768. The longest stays are left out first.</summary>
    public const int BytesMax = 32_768;

    private const byte Version = 1;
    private const int SlotBytesMax = 20 + (2 * 5 * EtaBuckets.Count);

    // Counts are weighted, so they have parts.
    private const float Scale = 32;

    /// <summary>Writes the row of a lane.</summary>
    /// <param name="cells">The lane's counts; not changed.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC: what was seen longer ago counts less.</param>
    public static byte[] Encode(LaneCells cells, long nowMs)
    {
        EtaCounts counts = EtaCohorts.Of(cells, nowMs);
        ArrayBufferWriter<byte> writer = new(1_024);
        Write(writer, Version);
        WriteAll(writer, counts.Weekdays);
        WriteAll(writer, counts.Windows);
        for (int slot = 0; slot < EtaSlots.Count && writer.WrittenCount <= BytesMax - SlotBytesMax; slot++)
        {
            if (counts.Has(slot))
                WriteSlot(writer, slot, counts);
        }

        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="UnreadableStateException">The bytes are none.</exception>
    internal static EtaCounts Decode(ReadOnlySpan<byte> row)
    {
        EtaCounts counts = new();
        FieldReader reader = new(row);
        try
        {
            if (reader.Varint() != Version)
                throw new InvalidDataException("The version of the row is another one.");
            ReadAll(ref reader, counts.Weekdays);
            ReadAll(ref reader, counts.Windows);
            while (!reader.IsAtEnd)
                ReadSlot(ref reader, counts);
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableStateException($"A forecast of {row.Length} bytes does not parse.", e);
        }

        return counts;
    }

    private static void WriteSlot(ArrayBufferWriter<byte> writer, int slot, EtaCounts counts)
    {
        ReadOnlySpan<float> waiting = counts.Waiting(slot);
        ReadOnlySpan<float> tried = counts.Tried(slot);
        Write(writer, (ulong)slot);
        Write(writer, (ulong)counts.Observations[slot]);
        int last = waiting.Length - 1;
        while (last >= 0 && Whole(waiting[last]) == 0)
            last--;
        int first = 0;
        while (first <= last && Whole(tried[first]) == 0)
            first++;

        // Before the first attempt all of them wait: one number says it.
        Write(writer, (ulong)first);
        Write(writer, (ulong)(last + 1 - first));
        for (int i = first; i <= last; i++)
        {
            Write(writer, Whole(waiting[i]));
            Write(writer, Whole(tried[i]));
        }
    }

    private static void ReadSlot(ref FieldReader reader, EtaCounts counts)
    {
        int slot = (int)Math.Min(reader.Varint(), EtaSlots.Count);
        if (!EtaSlots.IsSlot(slot))
            throw new InvalidDataException($"The slot {slot} is none.");
        (float[] waiting, float[] tried) = counts.Of(slot);
        counts.Observations[slot] = (int)Math.Min(reader.Varint(), int.MaxValue);
        ulong first = reader.Varint();
        ulong count = reader.Varint();
        if (first > EtaBuckets.Count || count > EtaBuckets.Count - first)
            throw new InvalidDataException($"Buckets {first} and {count} more are too many.");
        for (int i = (int)first; i < (int)(first + count); i++)
        {
            waiting[i] = reader.Varint() / Scale;
            tried[i] = reader.Varint() / Scale;
        }

        for (int i = 0; i < (int)first && count > 0; i++)
            waiting[i] = waiting[(int)first];
    }

    private static void WriteAll(ArrayBufferWriter<byte> writer, float[] values)
    {
        foreach (float value in values)
            Write(writer, Whole(value));
    }

    private static void ReadAll(ref FieldReader reader, float[] values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = reader.Varint() / Scale;
    }

    private static ulong Whole(float value) => (ulong)Math.Round(Math.Max(0, value) * Scale);

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
