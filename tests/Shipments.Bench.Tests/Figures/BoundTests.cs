using Shipments.Bench.Figures;

namespace Shipments.Bench.Tests.Figures;

public sealed class BoundTests
{
    [Theory]
    [InlineData(9.99, "Missed")]
    [InlineData(10, "Met")]
    [InlineData(19.99, "Met")]
    [InlineData(20, "Aimed")]
    public void At_least_holds_from_the_bound_on(double value, string verdict) => Bound.Least(10, 20).Of(value).ToString().Should().Be(verdict);

    [Theory]
    [InlineData(5.01, "Missed")]
    [InlineData(5, "Met")]
    [InlineData(2, "Aimed")]
    public void At_most_holds_up_to_the_bound(double value, string verdict) => Bound.Most(5, 2).Of(value).ToString().Should().Be(verdict);

    [Fact]
    public void Nothing_is_not_measured() => Bound.Least(1, 2).Of(null).Should().Be(Verdict.NotMeasured);
}
