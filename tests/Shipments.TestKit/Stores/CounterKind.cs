using System.Buffers.Binary;
using Shipments.Storage;

namespace Shipments.TestKit;

/// <summary>A toy kind: an entry is an amount of 8 bytes, a row is sum and count. It is due at its sum in milliseconds when that is positive.</summary>
/// <param name="name">The kind part of its keys.</param>
/// <param name="sizeBytes">What a state counts against the bound on unwritten state.</param>
/// <param name="isListed">Whether it has columns for lists.</param>
public sealed class CounterKind(string name = "counter", int sizeBytes = 100, bool isListed = false) : ActorKind<CounterState>(name, format: 1)
{
    public static byte[] Entry(long amount)
    {
        byte[] entry = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(entry, amount);
        return entry;
    }

    public static long AmountOf(ReadOnlyMemory<byte> entry) => BinaryPrimitives.ReadInt64LittleEndian(entry.Span);

    public override CounterState Empty(ActorKey key) => CounterState.Zero;

    public override CounterState Decode(ActorKey key, int format, ReadOnlyMemory<byte> row) =>
        format == 1 && row.Length == 16
            ? new CounterState(BinaryPrimitives.ReadInt64LittleEndian(row.Span), BinaryPrimitives.ReadInt64LittleEndian(row.Span[8..]))
            : throw new FormatException($"Row of {key} has format {format} and {row.Length} bytes.");

    public override CounterState Fold(ActorKey key, CounterState state, long version, ReadOnlyMemory<byte> entry) => state.Add(AmountOf(entry));

    public override ReadOnlyMemory<byte> Encode(CounterState state)
    {
        byte[] row = new byte[16];
        BinaryPrimitives.WriteInt64LittleEndian(row, state.Sum);
        BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(8), state.Count);
        return row;
    }

    public override ListColumns? Columns(ActorKey key, CounterState state) =>
        isListed ? new ListColumns((int)state.Count, "lane", 0, 0, state.Sum, 0) : null;

    public override DateTimeOffset? Due(CounterState state) =>
        state.Sum > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(state.Sum) : null;

    public override int SizeBytes(CounterState state) => sizeBytes;
}
