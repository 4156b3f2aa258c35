using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Shipments.Storage;

/// <summary>Reads what <see cref="BlockWriter"/> packed, and refuses anything else.</summary>
internal static class BlockReader
{
    /// <summary>Adds the block's entries, in order. Their bytes are slices of the block, or of its unpacked body.</summary>
    /// <exception cref="BlockCorruptException">Unknown format, wrong checksum, wrong place, or bytes that are no entries.</exception>
    public static void Read(JournalBlock block, ICollection<FeedEntry> entries)
    {
        ReadOnlySpan<byte> bytes = block.Bytes.Span;
        if (bytes.Length < BlockWriter.HeaderBytes)
            throw Corrupt(block, $"has {bytes.Length} bytes, fewer than a header");
        if (bytes[0] is not (BlockWriter.PlainFormat or BlockWriter.Format))
            throw Corrupt(block, $"has format {bytes[0]}, this program reads up to {BlockWriter.Format}");
        uint expected = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
        uint actual = Crc32.HashToUInt32(bytes[5..]);
        if (expected != actual)
            throw Corrupt(block, $"has checksum {actual:x8}, its header says {expected:x8}");
        int shard = BinaryPrimitives.ReadUInt16LittleEndian(bytes[5..]);
        long firstSeq = BinaryPrimitives.ReadInt64LittleEndian(bytes[7..]);
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes[15..]);
        if (shard != block.Shard || firstSeq != block.FirstSeq || firstSeq + count - 1 != block.LastSeq)
            throw Corrupt(block, $"says it is {count} entries from {firstSeq} of shard {shard}");
        ReadOnlyMemory<byte> body = Body(block);
        int at = 0;
        for (int i = 0; i < count; i++)
            entries.Add(ReadEntry(block, body, firstSeq + i, ref at));
        if (at != body.Length)
            throw Corrupt(block, $"has {body.Length - at} bytes after its last entry");
    }

    private static ReadOnlyMemory<byte> Body(JournalBlock block)
    {
        ReadOnlyMemory<byte> body = block.Bytes[BlockWriter.HeaderBytes..];
        if (block.Bytes.Span[0] == BlockWriter.PlainFormat)
            return body;
        return BlockBody.TryUnpack(body.Span, out byte[] unpacked) ? unpacked : throw Corrupt(block, "has a body that does not unpack");
    }

    private static FeedEntry ReadEntry(JournalBlock block, ReadOnlyMemory<byte> body, long seq, ref int at)
    {
        ReadOnlySpan<byte> bytes = body.Span;
        int keyBytes = at < bytes.Length ? bytes[at] : int.MaxValue;
        if (keyBytes > bytes.Length - at - 1)
            throw Corrupt(block, $"ends within the key of entry {seq}");
        if (!ActorKey.TryParse(Encoding.ASCII.GetString(bytes.Slice(at + 1, keyBytes)), out ActorKey key))
            throw Corrupt(block, $"has no actor key in entry {seq}");
        at += 1 + keyBytes;
        ulong version = ReadVarint(block, bytes, ref at);
        ulong length = ReadVarint(block, bytes, ref at);
        if (version is 0 or > long.MaxValue || length > (ulong)(bytes.Length - at))
            throw Corrupt(block, $"has version {version} and {length} bytes in entry {seq}");
        var entry = new FeedEntry(seq, key, (long)version, body.Slice(at, (int)length));
        at += (int)length;
        return entry;
    }

    private static ulong ReadVarint(JournalBlock block, ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64 && at < bytes.Length; shift += 7)
        {
            byte b = bytes[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
                return value;
        }

        throw Corrupt(block, "has a number that does not end");
    }

    private static BlockCorruptException Corrupt(JournalBlock block, string how) =>
        new($"The block of shard {block.Shard}, entries {block.FirstSeq} to {block.LastSeq}, {how}.");
}
