using Shipments.Bench.Report;

namespace Shipments.Bench.Tests;

public sealed class AxisScaleTests
{
    [Fact]
    public void Ticks_are_round_and_reach_past_the_greatest_value()
    {
        AxisScale.Linear(7_300, 5).Ticks.Should().Equal(0, 2_000, 4_000, 6_000, 8_000);
        AxisScale.Linear(10, 5).Ticks.Should().Equal(0, 2, 4, 6, 8, 10);
        AxisScale.Linear(7_300, 5).At(4_000).Should().Be(0.5);
    }

    [Fact]
    public void A_logarithmic_axis_has_a_tick_for_each_power_of_ten()
    {
        AxisScale axis = AxisScale.Logarithmic(0.3, 40);

        axis.Ticks.Select(tick => Math.Round(tick, 9)).Should().Equal(0.1, 1, 10, 100);
        axis.At(1).Should().BeApproximately(1 / 3.0, 1e-9);
        axis.At(0).Should().Be(0);
        axis.At(1_000).Should().Be(1);
    }

    [Fact]
    public void A_short_logarithmic_axis_has_ticks_between()
    {
        AxisScale.Logarithmic(1_300, 4_000).Ticks.Select(tick => Math.Round(tick, 9)).Should().Equal(1_000, 2_000, 5_000, 10_000);
        AxisScale.Logarithmic(1, 90).Ticks.Select(tick => Math.Round(tick, 9)).Should().Equal(1, 2, 5, 10, 20, 50, 100);
    }

    [Fact]
    public void An_axis_of_nothing_is_one_too()
    {
        AxisScale.Linear(0, 5).At(0).Should().Be(0);
        AxisScale.Exact(0, 5).Ticks.Should().NotBeEmpty();
    }
}
