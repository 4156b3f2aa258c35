using Shipments.Api.Admission;
using Shipments.Api.Limits;

namespace Shipments.Api.Tests.Admission;

public sealed class RetrySlotsTests
{
    private readonly RetrySlots _slots = new();

    [Fact]
    public void Refused_calls_come_again_one_after_another_after_what_is_under_way()
    {
        Next(0, calls: 100, rate: 50).Should().Be(2.02);
        Next(0, calls: 100, rate: 50).Should().Be(2.04);
        Next(0.5, calls: 100, rate: 50).Should().BeApproximately(2.02, 1e-6, "as much is under way half a second later, so slots begin half a second later");
    }

    [Fact]
    public void None_is_told_a_time_below_the_least_or_past_the_most()
    {
        Next(0, calls: 0, rate: 1e6).Should().Be(ApiLimits.RetryAfterMin.TotalSeconds);
        Next(0, calls: int.MaxValue, rate: 1).Should().Be(ApiLimits.RetryAfterMax.TotalSeconds);
        for (int i = 0; i < 1_000; i++)
            Next(0, calls: 9, rate: 1).Should().BeLessThanOrEqualTo(ApiLimits.RetryAfterMax.TotalSeconds);
        Next(9.5, calls: 0, rate: 1).Should().BeApproximately(1.5, 1e-6, "slots end at the most, and time goes on");
    }

    [Fact]
    public void A_rate_not_measured_yet_counts_as_one_a_second() => Next(0, calls: 2, rate: 0).Should().Be(3);

    private double Next(double now, int calls, double rate) => _slots.Next(TimeSpan.FromSeconds(now), calls, rate).TotalSeconds;
}
