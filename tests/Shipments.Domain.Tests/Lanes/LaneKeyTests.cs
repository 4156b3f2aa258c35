using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Lanes;

public sealed class LaneKeyTests
{
    [Theory]
    [InlineData("acme/CN-US/cainiao-standard", "acme", "CN", "US", "cainiao-standard")]
    [InlineData("a.b_c-1/ZZ-ZZ/unknown", "a.b_c-1", "ZZ", "ZZ", "unknown")]
    public void A_key_is_read_and_written(string text, string tenant, string origin, string destination, string service)
    {
        LaneKey.TryParse(text, out LaneKey key).Should().BeTrue();
        key.Should().Be(new LaneKey(tenant, origin, destination, service));
        (key.ToString(), key.Lane).Should().Be((text, text[(tenant.Length + 1)..]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("acme")]
    [InlineData("/CN-US/x")]
    [InlineData("acme/CN-US/")]
    [InlineData("acme/CN-US")]
    [InlineData("acme/cn-US/x")]
    [InlineData("acme/CNN-US/x")]
    [InlineData("acme/CN-US/X")]
    [InlineData("acme/CN-US/a/b")]
    public void What_is_no_lane_is_none(string? text) => LaneKey.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void A_service_has_at_most_64_characters()
    {
        LaneKey.TryParse("t/CN-US/" + new string('s', 64), out _).Should().BeTrue();
        LaneKey.TryParse("t/CN-US/" + new string('s', 65), out _).Should().BeFalse();
    }
}
