using System.Runtime.CompilerServices;

namespace Shipments.Domain.Wire;

/// <summary>
/// An encoded message cut into its outermost fields without parsing them. What encoded it wrote its fields in the order of their numbers, so
/// that each field, repeated or not, is one piece of the bytes.
/// </summary>
internal sealed class RowFields
{
    /// <summary>Fields above it count as one, the last.</summary>
    public const int NumberMax = 47;

    private Starts _starts;

    /// <exception cref="UnreadableStateException">The bytes are no message, or its fields are not in order.</exception>
    public RowFields(ReadOnlyMemory<byte> row)
    {
        Row = row;
        ReadOnlySpan<byte> bytes = row.Span;
        int last = 0;
        for (int at = 0; at < bytes.Length;)
        {
            int began = at;
            int number = Math.Min(WireReader.SkipField(bytes, ref at), NumberMax + 1);
            if (number < last)
                throw new UnreadableStateException($"Field {number} of a row of {bytes.Length} bytes comes after field {last}.");
            for (; last < number; last++)
                _starts[last + 1] = began;
        }

        for (; last <= NumberMax; last++)
            _starts[last + 1] = bytes.Length;
    }

    /// <summary>A row without a field.</summary>
    public static RowFields None { get; } = new(ReadOnlyMemory<byte>.Empty);

    /// <summary>All of it.</summary>
    public ReadOnlyMemory<byte> Row { get; }

    /// <summary>The encoded fields of one number, tags included; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Of(int number) => Between(number, number + 1);

    /// <summary>The encoded fields from one number on, up to another one that is left out.</summary>
    public ReadOnlyMemory<byte> Between(int from, int to) => Row[_starts[from].._starts[to]];

    /// <summary>All encoded fields from one number on.</summary>
    public ReadOnlyMemory<byte> From(int number) => Row[_starts[number]..];

    /// <summary>The content of a field of bytes, text or a message that is there at most once; empty when it is not.</summary>
    public ReadOnlyMemory<byte> Content(int number)
    {
        ReadOnlyMemory<byte> field = Of(number);
        if (field.IsEmpty)
            return field;
        int at = 0;
        WireReader.ReadVarint(field.Span, ref at);
        WireReader.ReadVarint(field.Span, ref at);
        return field[at..];
    }

    /// <summary>The value of a number that is there at most once; 0 when it is not.</summary>
    public long Number(int number)
    {
        ReadOnlySpan<byte> field = Of(number).Span;
        if (field.IsEmpty)
            return 0;
        int at = 0;
        WireReader.ReadVarint(field, ref at);
        return (long)WireReader.ReadVarint(field, ref at);
    }

    [InlineArray(NumberMax + 2)]
    private struct Starts
    {
        private int _first;
    }
}
