using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Shipments.Storage;

/// <summary>
/// Packs the entries that one commit appends to one shard. Layout, little endian: format (1 byte) · CRC-32 of all that follows (4) · shard (2) ·
/// first seq (8) · entries (4) · body. The body has for each entry: key bytes (1), key, version (LEB128), entry bytes (LEB128), entry. In format 1
/// it lies there as it is, in format 2 as <see cref="BlockBody"/> packs it. Reused from batch to batch.
/// </summary>
internal sealed class BlockWriter(int shard)
{
    /// <summary>The newest format; both are read, and each block takes the one in which it is smaller.</summary>
    public const byte Format = 2;

    public const byte PlainFormat = 1;
    public const int HeaderBytes = 19;
    public const int EntryBytesMax = 16 << 20;

    private const int BufferBytesMin = 4096;
    private const int BufferKeptBytes = 256 << 10;
    private const int VarintBytesMax = 10;

    private byte[] _buffer = new byte[BufferBytesMin];
    private byte[] _packed = [];
    private int _length = HeaderBytes;

    public int Count { get; private set; }

    public int Bytes => _length;

    public void Add(string key, long version, ReadOnlySpan<byte> entry)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.Length, EntryBytesMax);
        Ensure(1 + key.Length + VarintBytesMax + VarintBytesMax + entry.Length);
        int keyBytes = Encoding.ASCII.GetBytes(key, _buffer.AsSpan(_length + 1));
        _buffer[_length] = checked((byte)keyBytes);
        _length += 1 + keyBytes;
        WriteVarint((ulong)version);
        WriteVarint((ulong)entry.Length);
        entry.CopyTo(_buffer.AsSpan(_length));
        _length += entry.Length;
        Count++;
    }

    /// <summary>The finished block; valid until <see cref="Reset"/>.</summary>
    public JournalBlock Finish(long firstSeq)
    {
        int packed = BlockBody.Pack(_buffer.AsSpan(HeaderBytes, _length - HeaderBytes), ref _packed, HeaderBytes);
        byte[] block = packed > 0 ? _packed : _buffer;
        int length = packed > 0 ? HeaderBytes + packed : _length;
        block[0] = packed > 0 ? Format : PlainFormat;
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(5), (ushort)shard);
        BinaryPrimitives.WriteInt64LittleEndian(block.AsSpan(7), firstSeq);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(15), Count);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(1), Crc32.HashToUInt32(block.AsSpan(5, length - 5)));
        return new JournalBlock(shard, firstSeq, firstSeq + Count - 1, block.AsMemory(0, length));
    }

    public void Reset()
    {
        _length = HeaderBytes;
        Count = 0;
        if (_buffer.Length > BufferKeptBytes)
            _buffer = new byte[BufferBytesMin];
        if (_packed.Length > BufferKeptBytes)
            _packed = [];
    }

    private void WriteVarint(ulong value)
    {
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }

    private void Ensure(int more)
    {
        if (_length + more > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + more));
    }
}
