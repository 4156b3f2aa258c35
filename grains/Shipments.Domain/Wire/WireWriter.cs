using Google.Protobuf;

namespace Shipments.Domain.Wire;

/// <summary>Writes fields of a protobuf message into bytes of the right length, and counts beforehand how many that is. As everywhere in proto3, 0 is not written.</summary>
/// <param name="to">Where to.</param>
internal ref struct WireWriter(Span<byte> to)
{
    private const int Varint = 0;
    private const int Delimited = 2;

    private readonly Span<byte> _to = to;

    /// <summary>How many bytes are written.</summary>
    public int At { get; private set; }

    /// <summary>The bytes of a field that holds a number.</summary>
    public static int SizeOfNumber(int field, long value) =>
        value == 0 ? 0 : TagBytes(field) + CodedOutputStream.ComputeInt64Size(value);

    /// <summary>The bytes of a field with content of so many bytes.</summary>
    public static int SizeOfContent(int field, int length) => TagBytes(field) + CodedOutputStream.ComputeLengthSize(length) + length;

    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_to[At..]);
        At += bytes.Length;
    }

    public void Number(int field, long value)
    {
        if (value == 0)
            return;
        Write(Tag(field, Varint));
        Write((ulong)value);
    }

    /// <summary>Begins a field of content; the caller writes the content.</summary>
    public void Begin(int field, int length)
    {
        Write(Tag(field, Delimited));
        Write((ulong)length);
    }

    /// <summary>A field of content.</summary>
    public void Content(int field, scoped ReadOnlySpan<byte> content)
    {
        Begin(field, content.Length);
        Raw(content);
    }

    /// <summary>A length, and content of that length.</summary>
    public void Content(scoped ReadOnlySpan<byte> content)
    {
        Write((ulong)content.Length);
        Raw(content);
    }

    private static ulong Tag(int field, int type) => ((ulong)field << 3) | (uint)type;

    private static int TagBytes(int field) => CodedOutputStream.ComputeTagSize(field);

    private void Write(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _to[At++] = (byte)(value | 0x80);
        _to[At++] = (byte)value;
    }
}
