using Shipments.Bench.Pacing;
using Shipments.Bench.Scenarios;

namespace Shipments.Bench.Tests;

public sealed class RateCurveTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.5, 3)]
    [InlineData(1, 3)]
    public void Between_points_it_is_straight(double place, double factor)
    {
        RateCurve curve = new((0, 1), (0.5, 3), (1, 3));

        curve.At(place).Should().BeApproximately(factor, 1e-9);
        curve.Peak.Should().Be(3);
        curve.Mean.Should().BeApproximately(2.5, 1e-9);
    }

    [Fact]
    public void At_a_step_it_is_what_comes_after()
    {
        RateCurve overload = RateCurve.Overload(3);

        overload.At(0.333).Should().Be(1);
        overload.At(1 / 3.0).Should().Be(3);
        overload.At(0.666).Should().Be(3);
        overload.At(0.667).Should().Be(1);
    }

    [Fact]
    public void Points_that_do_not_span_the_run_are_refused()
    {
        Action late = () => _ = new RateCurve((0.1, 1), (1, 1));
        Action back = () => _ = new RateCurve((0, 1), (0.6, 1), (0.5, 1), (1, 1));
        Action negative = () => _ = new RateCurve((0, 1), (1, -1));

        late.Should().Throw<ArgumentException>();
        back.Should().Throw<ArgumentException>();
        negative.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Every_scenario_peaks_at_its_rate_and_shares_it_out_whole()
    {
        foreach (Scenario scenario in Scenario.All)
        {
            scenario.Curve.Peak.Should().Be(1, $"of {scenario.Name}");
            scenario.Flows.Sum(flow => flow.Share).Should().BeApproximately(1, 1e-9, $"of {scenario.Name}");
            Scenario.Find(scenario.Name).Should().BeSameAs(scenario);
        }
    }
}
