using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Shipments.Storage.Tests;

public sealed class BlockCodecTests
{
    [Fact]
    public void A_block_has_exactly_these_bytes()
    {
        var writer = new BlockWriter(shard: 5);
        writer.Add("n/a/b", 1, "xy"u8);
        writer.Add("n/a/c", 300, ""u8);

        JournalBlock block = writer.Finish(firstSeq: 258);

        (block.Shard, block.FirstSeq, block.LastSeq).Should().Be((5, 258, 259));
        Convert.ToHexString(block.Bytes.Span).Should().Be(
            "01" + "20EA0AD7" + "0500" + "0201000000000000" + "02000000"
            + "05" + "6E2F612F62" + "01" + "02" + "7879"
            + "05" + "6E2F612F63" + "AC02" + "00");
    }

    [Fact]
    public void Entries_that_are_alike_are_packed_to_less_than_half()
    {
        var writer = new BlockWriter(shard: 5);
        for (int i = 0; i < 12; i++)
            writer.Add($"parcel/acme/p{i}", 3, Encoding.ASCII.GetBytes($"scan {i} at the office of exchange CNSZXA, handed to the airline"));
        int plain = writer.Bytes;

        JournalBlock block = writer.Finish(firstSeq: 1);

        block.Bytes.Span[0].Should().Be(2);
        block.Bytes.Length.Should().BeLessThan(plain / 2);
        Read(block).Select(entry => entry.Key.Value).Should().Equal(Enumerable.Range(0, 12).Select(i => $"parcel/acme/p{i}"));
    }

    [Fact]
    public void A_packed_block_that_lies_about_its_body_is_noticed()
    {
        var writer = new BlockWriter(shard: 5);
        writer.Add("parcel/acme/p", 1, new byte[500]);
        JournalBlock block = writer.Finish(firstSeq: 1);
        foreach (int claimed in new[] { -1, 0, 1, 516, 518, BlockBody.BytesMax + 1 })
        {
            byte[] lying = block.Bytes.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(lying.AsSpan(BlockWriter.HeaderBytes), claimed);
            BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(1), Crc32.HashToUInt32(lying.AsSpan(5)));

            FluentActions.Invoking(() => Read(block with { Bytes = lying })).Should().Throw<BlockCorruptException>("{0} bytes are claimed", claimed);
        }
    }

    [Fact]
    public void Every_flipped_bit_of_a_packed_block_is_noticed()
    {
        var writer = new BlockWriter(shard: 3);
        writer.Add("n/a/b", 1, new byte[300]);
        JournalBlock block = writer.Finish(1);
        for (int bit = 0; bit < block.Bytes.Length * 8; bit++)
        {
            byte[] damaged = block.Bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            FluentActions.Invoking(() => Read(block with { Bytes = damaged })).Should().Throw<BlockCorruptException>("bit {0} is flipped", bit);
        }
    }

    [Fact]
    public void A_writer_is_reused_after_a_reset()
    {
        var writer = new BlockWriter(shard: 0);
        writer.Add("n/a/b", 1, new byte[500_000]);
        writer.Finish(1);
        writer.Reset();
        writer.Add("n/a/c", long.MaxValue, "z"u8);

        Read(writer.Finish(7)).Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Seq = 7L, Key = ActorKey.Parse("n/a/c"), Version = long.MaxValue });
    }

    [Fact]
    public void The_longest_key_and_the_largest_entry_are_read_back()
    {
        string part = new('k', ActorKey.PartCharsMax);
        byte[] entry = new byte[BlockWriter.EntryBytesMax];
        new Random(1).NextBytes(entry);
        var writer = new BlockWriter(shard: 1023);
        writer.Add($"{part}/{part}/{part}", 9, entry);

        FeedEntry read = Read(writer.Finish(1)).Single();

        read.Key.Value.Should().Be($"{part}/{part}/{part}");
        read.Bytes.Span.SequenceEqual(entry).Should().BeTrue();
        FluentActions.Invoking(() => writer.Add("n/a/b", 1, new byte[BlockWriter.EntryBytesMax + 1])).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Every_single_flipped_bit_is_noticed()
    {
        var writer = new BlockWriter(shard: 3);
        writer.Add("n/a/b", 1, "entry"u8);
        JournalBlock block = writer.Finish(1);
        for (int bit = 0; bit < block.Bytes.Length * 8; bit++)
        {
            byte[] damaged = block.Bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            FluentActions.Invoking(() => Read(block with { Bytes = damaged })).Should().Throw<BlockCorruptException>("bit {0} is flipped", bit);
        }
    }

    [Fact]
    public void Every_shortened_block_is_noticed()
    {
        var writer = new BlockWriter(shard: 3);
        writer.Add("n/a/b", 1, "entry"u8);
        JournalBlock block = writer.Finish(1);
        for (int length = 0; length < block.Bytes.Length; length++)
        {
            ReadOnlyMemory<byte> bytes = block.Bytes[..length];
            FluentActions.Invoking(() => Read(block with { Bytes = bytes })).Should().Throw<BlockCorruptException>("{0} bytes are left", length);
        }
    }

    [Theory]
    [InlineData(4, 1, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(3, 1, 2)]
    public void A_block_in_another_place_is_noticed(int shard, long firstSeq, long lastSeq)
    {
        var writer = new BlockWriter(shard: 3);
        writer.Add("n/a/b", 1, "entry"u8);
        JournalBlock block = writer.Finish(1);

        FluentActions.Invoking(() => Read(new JournalBlock(shard, firstSeq, lastSeq, block.Bytes)))
            .Should().Throw<BlockCorruptException>().WithMessage("*1 entries from 1 of shard 3*");
    }

    [Fact]
    public void Any_entries_are_read_back_as_they_were_written()
    {
        const int Seed = 20260101;
        var random = new Random(Seed);
        for (int round = 0; round < 200; round++)
        {
            var writer = new BlockWriter(round % 1024);
            var written = new List<(string, long, string)>();
            for (int i = random.Next(1, 20); i > 0; i--)
            {
                byte[] entry = new byte[random.Next(0, 300)];
                random.NextBytes(entry);
                written.Add(($"kind/t{random.Next(9)}/{random.Next()}", random.NextInt64(1, long.MaxValue), Convert.ToHexString(entry)));
                writer.Add(written[^1].Item1, written[^1].Item2, entry);
            }

            Read(writer.Finish(random.NextInt64(1, 1L << 50))).Select(e => (e.Key.Value, e.Version, Convert.ToHexString(e.Bytes.Span)))
                .Should().Equal(written, "seed {0}, round {1}", Seed, round);
        }
    }

    private static List<FeedEntry> Read(JournalBlock block)
    {
        var entries = new List<FeedEntry>();
        BlockReader.Read(block, entries);
        return entries;
    }
}
