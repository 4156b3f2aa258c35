using Google.Protobuf;
using Shipments.Journal.V1;

namespace Shipments.Domain.Containers;

/// <summary>A container between turns: its encoded row. Immutable and thread-safe.</summary>
public sealed class ContainerState
{
    private const int ObjectBytes = 40;

    private ContainerState(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>A container nobody created.</summary>
    public static ContainerState Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    /// <summary>The row: an encoded <see cref="ContainerStateRecord"/>; empty for <see cref="Empty"/>.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>About how many bytes it occupies in memory.</summary>
    public int SizeBytes => Bytes.Length + ObjectBytes;

    /// <summary>Reads a row.</summary>
    /// <param name="row">An encoded <see cref="ContainerStateRecord"/>; kept, so it must not change afterwards.</param>
    /// <exception cref="UnreadableStateException">The bytes are no row of a container. They never give an empty state.</exception>
    public static ContainerState Decode(ReadOnlyMemory<byte> row)
    {
        try
        {
            if (ContainerStateRecord.Parser.ParseFrom(row.Span).CreatedMs == 0)
                throw new UnreadableStateException($"A container's row of {row.Length} bytes says not when it was made.");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new UnreadableStateException($"A container's row of {row.Length} bytes does not parse.", e);
        }

        return new ContainerState(row);
    }

    /// <summary>Parses the row anew. The caller may keep and change the answer.</summary>
    public ContainerStateRecord ReadRecord() => ContainerStateRecord.Parser.ParseFrom(Bytes.Span);

    /// <summary>The state that a record encodes to.</summary>
    internal static ContainerState Encode(ContainerStateRecord record) => new(record.ToByteArray());
}
