using System.Buffers;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>A lane's share of a <see cref="ForecastTable"/> as bytes: some kilobytes.</summary>
public static class ForecastRow
{
    /// <summary>A row is never longer, in bytes: 32,768. The weekdays are left out first, then the longest stays.</summary>
    public const int BytesMax = 32_768;

    private const byte Version = 2;

    // A row of the first version has attempts by weekday instead of slots by weekday.
    private const byte FirstVersion = 1;
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
        WriteAll(writer, counts.Windows);
        for (int slot = 0; slot < EtaSlots.Count && writer.WrittenCount <= BytesMax - SlotBytesMax; slot++)
        {
            if (counts.Seen(slot) is { } seen)
                WriteSlot(writer, slot, ((ulong)counts.Observations[slot] << 1) | (counts.Settled[slot] ? 1UL : 0), seen);
        }

        for (int day = 0; day < EtaSlots.WeekdaySlots * EtaCounts.Weekdays && writer.WrittenCount <= BytesMax - SlotBytesMax; day++)
        {
            if (counts.Seen(day / EtaCounts.Weekdays, day % EtaCounts.Weekdays) is { } seen)
                WriteSlot(writer, EtaSlots.Count + day, 0, seen);
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
            ulong version = reader.Varint();
            if (version is not (Version or FirstVersion))
                throw new InvalidDataException($"The version {version} of the row is another one.");
            for (int day = 0; version == FirstVersion && day < EtaCounts.Weekdays; day++)
                reader.Varint();
            ReadAll(ref reader, counts.Windows);
            while (!reader.IsAtEnd)
                ReadSlot(ref reader, counts, version);
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableStateException($"A forecast of {row.Length} bytes does not parse.", e);
        }

        return counts;
    }

    // Behind the slots themselves come those by weekday, numbered on. The last bit of the observations says whether the slot is settled.
    private static void WriteSlot(ArrayBufferWriter<byte> writer, int number, ulong observations, LifeTable seen)
    {
        float[] waiting = seen.Waiting;
        float[] tried = seen.Tried;
        Write(writer, (ulong)number);
        Write(writer, observations);
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

    private static void ReadSlot(ref FieldReader reader, EtaCounts counts, ulong version)
    {
        int number = (int)Math.Min(reader.Varint(), int.MaxValue);
        LifeTable seen = SlotOf(counts, number);
        ulong observations = reader.Varint();
        if (number < EtaSlots.Count)
        {
            counts.Observations[number] = (int)Math.Min(version == FirstVersion ? observations : observations >> 1, int.MaxValue);
            counts.Settled[number] = version == FirstVersion || (observations & 1) != 0;
        }

        ulong first = reader.Varint();
        ulong count = reader.Varint();
        if (first > EtaBuckets.Count || count > EtaBuckets.Count - first)
            throw new InvalidDataException($"Buckets {first} and {count} more are too many.");
        for (int i = (int)first; i < (int)(first + count); i++)
        {
            seen.Waiting[i] = reader.Varint() / Scale;
            seen.Tried[i] = reader.Varint() / Scale;
        }

        for (int i = 0; i < (int)first && count > 0; i++)
            seen.Waiting[i] = seen.Waiting[(int)first];
    }

    private static LifeTable SlotOf(EtaCounts counts, int number)
    {
        int day = number - EtaSlots.Count;
        int slot = day < 0 ? number : day / EtaCounts.Weekdays;
        if (!EtaSlots.IsSlot(slot) || (day >= 0 && slot >= EtaSlots.WeekdaySlots))
            throw new InvalidDataException($"The slot {number} is none.");
        return day < 0 ? counts.Of(slot) : counts.Of(slot, day % EtaCounts.Weekdays);
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
