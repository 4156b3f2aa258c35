using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace Shipments.Storage;

/// <summary>
/// The body of a block, packed: its bytes before packing (4, little endian), then one LZ4 block. Entries of one moment are alike, so that a block
/// shrinks to less than half, and what is not written need not be synced, logged and kept.
/// </summary>
internal static class BlockBody
{
    /// <summary>A longer body stays as it is, and one that claims to be longer is corrupt.</summary>
    public const int BytesMax = 64 << 20;

    // Below it nothing repeats.
    private const int BytesMin = 128;
    private const int LengthBytes = sizeof(int);

    /// <summary>Packs a body behind <paramref name="offset"/> bytes that are left for a header.</summary>
    /// <param name="body">The body.</param>
    /// <param name="to">Grows when it is too small.</param>
    /// <param name="offset">Where in <paramref name="to"/> it begins.</param>
    /// <returns>The packed body's bytes; 0 when the body is no smaller packed.</returns>
    public static int Pack(ReadOnlySpan<byte> body, ref byte[] to, int offset)
    {
        if (body.Length is < BytesMin or > BytesMax)
            return 0;
        int most = offset + LengthBytes + LZ4Codec.MaximumOutputSize(body.Length);
        if (to.Length < most)
            to = new byte[most];
        BinaryPrimitives.WriteInt32LittleEndian(to.AsSpan(offset), body.Length);
        int packed = LengthBytes + LZ4Codec.Encode(body, to.AsSpan(offset + LengthBytes));
        return packed > LengthBytes && packed < body.Length ? packed : 0;
    }

    /// <summary>Unpacks a body. False when the bytes are no packed body.</summary>
    public static bool TryUnpack(ReadOnlySpan<byte> packed, out byte[] body)
    {
        body = [];
        if (packed.Length < LengthBytes)
            return false;
        int length = BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (length is < 0 or > BytesMax)
            return false;
        body = new byte[length];
        return LZ4Codec.Decode(packed[LengthBytes..], body) == length;
    }
}
