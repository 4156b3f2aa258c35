using System.Buffers.Text;
using Shipments.Api.Changes;
using Shipments.Api.Limits;

namespace Shipments.Api.Tests.Changes;

public sealed class CursorCodecTests
{
    private static readonly FeedCursor Cursor = new("db1", 2, [0, 1, 300, long.MaxValue]);

    [Fact]
    public void A_cursor_is_these_characters_for_ever()
    {
        byte[] bytes = Base64Url.DecodeFromChars(CursorCodec.Encode(Cursor, "acme"));

        // Version, length and text of the id, timeline, count, the seqs as varints; then the checksum.
        Convert.ToHexString(bytes[..^8]).Should().Be("01" + "03" + "646231" + "02" + "04" + "00" + "01" + "AC02" + "FFFFFFFFFFFFFFFF7F");
        CursorCodec.Encode(Cursor, "acme").Should().Be("AQNkYjECBAABrAL__________3-w9Dg0joHMhw");
    }

    [Fact]
    public void A_cursor_comes_back_for_its_tenant_and_for_no_other()
    {
        string token = CursorCodec.Encode(Cursor, "acme");

        CursorCodec.Decode(token, "acme").Should().BeEquivalentTo(Cursor, options => options.WithStrictOrdering());
        CursorCodec.Decode(token, "acme2").Should().BeNull();
        CursorCodec.Decode(token, "").Should().BeNull();
    }

    [Fact]
    public void Any_changed_character_makes_it_no_cursor()
    {
        string token = CursorCodec.Encode(Cursor, "acme");
        for (int i = 0; i < token.Length - 1; i++)
        {
            char other = token[i] == 'A' ? 'B' : 'A';
            CursorCodec.Decode(token[..i] + other + token[(i + 1)..], "acme").Should().BeNull($"character {i} was changed");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AA")]
    [InlineData("not a cursor")]
    [InlineData("AQNkYjE")]
    public void Other_texts_are_no_cursors(string token) => CursorCodec.Decode(token, "acme").Should().BeNull();

    [Fact]
    public void A_cursor_of_as_many_shards_as_there_may_be_fits_and_one_more_is_none()
    {
        FeedCursor largest = new(new string('d', 64), long.MaxValue, [.. Enumerable.Repeat(long.MaxValue, CursorCodec.ShardsMax)]);
        string token = CursorCodec.Encode(largest, "acme");

        token.Length.Should().BeLessThanOrEqualTo(ApiLimits.CursorCharsMax);
        CursorCodec.Decode(token, "acme").Should().BeEquivalentTo(largest, options => options.WithStrictOrdering());
        CursorCodec.Decode(CursorCodec.Encode(largest with { Seqs = new long[CursorCodec.ShardsMax + 1] }, "acme"), "acme").Should().BeNull();
        CursorCodec.Decode(CursorCodec.Encode(largest with { DatabaseId = new string('d', 65) }, "acme"), "acme").Should().BeNull();
        CursorCodec.Decode(CursorCodec.Encode(largest with { Seqs = [-1] }, "acme"), "acme").Should().BeNull();
        CursorCodec.Decode(new string('A', ApiLimits.CursorCharsMax + 1), "acme").Should().BeNull();
    }
}
