using Google.Protobuf;
using Shipments.Journal.V1;

namespace Shipments.Domain.Numbers;

/// <summary>A tracking number between turns: its encoded row and the few values that its shell wants at once. Immutable and thread-safe.</summary>
public sealed class NumberState
{
    private const int ObjectBytes = 72;

    private NumberState(ReadOnlyMemory<byte> bytes, NumberStateRecord record)
    {
        Bytes = bytes;
        HeldCount = record.Held.Count;
        DueMs = Earlier(HeldScans.DueMs(record), NotedNames.DueMs(record));
    }

    /// <summary>A number nobody asked for.</summary>
    public static NumberState Empty { get; } = new(ReadOnlyMemory<byte>.Empty, new NumberStateRecord());

    /// <summary>The row: an encoded <see cref="NumberStateRecord"/>; empty for <see cref="Empty"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How many scans wait here.</summary>
    public int HeldCount { get; }

    /// <summary>When the oldest scan or name that waits for a holder ends its 30 days, in milliseconds since 1970-01-01 UTC; 0 when none waits.</summary>
    public long DueMs { get; }

    /// <summary>About how many bytes it occupies in memory.</summary>
    public int SizeBytes => Bytes.Length + ObjectBytes;

    /// <summary>Reads a row.</summary>
    /// <param name="row">An encoded <see cref="NumberStateRecord"/>; kept, so it must not change afterwards.</param>
    /// <exception cref="UnreadableStateException">The bytes are no row of a number. They never give an empty state.</exception>
    public static NumberState Decode(ReadOnlyMemory<byte> row)
    {
        NumberStateRecord record;
        try
        {
            record = NumberStateRecord.Parser.ParseFrom(row.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new UnreadableStateException($"A number's row of {row.Length} bytes does not parse.", e);
        }

        if (record.CreatedMs == 0)
            throw new UnreadableStateException($"A number's row of {row.Length} bytes says not when it was made.");
        return new NumberState(row, record);
    }

    /// <summary>Parses the row anew. The caller may keep and change the answer.</summary>
    public NumberStateRecord ReadRecord() => NumberStateRecord.Parser.ParseFrom(Bytes.Span);

    /// <summary>The state that a record encodes to.</summary>
    internal static NumberState Encode(NumberStateRecord record) => new(record.ToByteArray(), record);

    private static long Earlier(long oneMs, long otherMs) => oneMs == 0 || otherMs == 0 ? Math.Max(oneMs, otherMs) : Math.Min(oneMs, otherMs);
}
