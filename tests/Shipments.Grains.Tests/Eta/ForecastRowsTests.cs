using Google.Protobuf;
using Shipments.Contracts.Messages;
using Shipments.Domain.Eta;
using Shipments.Grains.Eta;

namespace Shipments.Grains.Tests.Eta;

public sealed class ForecastRowsTests
{
    private readonly ForecastRows _rows = new(7);

    [Fact]
    public void A_reader_gets_what_is_new_since_its_last_answer()
    {
        _rows.Put("CN-US/a", Row(1));
        _rows.Put("CN-US/b", Row(2));
        GetForecastsReply first = _rows.Since(new GetForecastsQuery());
        (first.Whole, Lanes(first)).Should().Be((true, "CN-US/a CN-US/b"));

        _rows.Put("CN-US/b", Row(3));
        GetForecastsReply second = _rows.Since(Next(first));
        (second.Whole, Lanes(second), second.Rows[0].Row).Should().Be((false, "CN-US/b", Row(3)));
        Lanes(_rows.Since(Next(second))).Should().BeEmpty();
    }

    [Fact]
    public void A_row_that_is_as_before_is_no_news()
    {
        _rows.Put("CN-US/a", Row(1));
        GetForecastsReply first = _rows.Since(new GetForecastsQuery());
        _rows.Saved();
        _rows.Put("CN-US/a", Row(1)).Should().BeTrue();
        (_rows.IsDirty, Lanes(_rows.Since(Next(first)))).Should().Be((false, ""));
    }

    [Fact]
    public void Another_activation_answers_everything_since_its_versions_are_its_own()
    {
        _rows.Put("CN-US/a", Row(1));
        ForecastRows again = new(8);
        again.Load(_rows.Save());
        GetForecastsReply reply = again.Since(Next(_rows.Since(new GetForecastsQuery())));
        (reply.Whole, Lanes(reply), reply.Incarnation).Should().Be((true, "CN-US/a", 8));
    }

    [Fact]
    public void As_many_lanes_as_the_bound_have_a_row_and_a_known_one_may_change()
    {
        for (int i = 0; i < ForecastTable.LanesMax; i++)
            _rows.Put($"CN-US/s{i}", Row(1)).Should().BeTrue();
        _rows.Put("CN-US/more", Row(1)).Should().BeFalse();
        _rows.Put("CN-US/s0", Row(2)).Should().BeTrue();
    }

    [Theory]
    [InlineData(ForecastRow.BytesMax, true)]
    [InlineData(ForecastRow.BytesMax + 1, false)]
    public void A_row_has_a_longest(int bytes, bool isTaken)
    {
        Action put = () => _rows.Put("CN-US/a", ByteString.CopyFrom(new byte[bytes]));
        if (isTaken)
            put.Should().NotThrow();
        else
            put.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static ByteString Row(byte content) => ByteString.CopyFrom(content);

    private static GetForecastsQuery Next(GetForecastsReply reply) => new() { After = reply.Version, Incarnation = reply.Incarnation };

    private static string Lanes(GetForecastsReply reply) => string.Join(' ', reply.Rows.Select(row => row.Lane).Order(StringComparer.Ordinal));
}
