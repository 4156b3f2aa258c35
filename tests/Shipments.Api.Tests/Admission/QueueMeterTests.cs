using Shipments.Api.Admission;
using Shipments.Api.Limits;

namespace Shipments.Api.Tests.Admission;

public sealed class QueueMeterTests
{
    private const int Interval = 100;

    private readonly QueueMeter _meter = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(Interval));

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void Work_stands_when_most_calls_took_longer_than_the_target(int tookMs, bool stands)
    {
        Done(1, tookMs);

        Roll(Interval);

        _meter.IsStanding.Should().Be(stands);
    }

    [Fact]
    public void As_many_prompt_calls_as_slow_ones_are_no_queue()
    {
        Done(10, 51);
        Done(10, 50);
        Roll(Interval);
        _meter.IsStanding.Should().BeFalse();
    }

    [Fact]
    public void A_burst_that_passes_within_the_interval_is_no_queue()
    {
        Done(10, 500);
        Roll(Interval - 1);
        _meter.IsStanding.Should().BeFalse("the interval is not over");
        Done(11, 1);
        Roll(Interval);
        _meter.IsStanding.Should().BeFalse();
    }

    [Fact]
    public void Work_stands_when_none_of_it_ended_in_a_whole_interval()
    {
        _meter.Busy(At(1));
        Roll(Interval);
        _meter.IsStanding.Should().BeFalse("it began within the interval");
        Roll(2 * Interval);
        _meter.IsStanding.Should().BeTrue();
    }

    [Fact]
    public void A_time_without_work_is_no_queue()
    {
        _meter.Busy(At(0));
        _meter.Idle();
        Roll(10 * Interval);
        _meter.IsStanding.Should().BeFalse();
    }

    [Fact]
    public void What_is_allowed_is_what_is_done_within_the_target_at_the_best_of_four_intervals()
    {
        _meter.ItemsAllowed.Should().Be(int.MaxValue);
        Done(100, 51, items: 100);
        Roll(Interval);
        _meter.CallsPerSecond.Should().Be(1_000);
        _meter.ItemsAllowed.Should().Be(5_000);
        for (int i = 2; i <= 4; i++)
        {
            Done(1, 51);
            Roll(i * Interval);
            _meter.ItemsAllowed.Should().Be(5_000);
        }

        Done(1, 51);
        Roll(5 * Interval);
        _meter.ItemsAllowed.Should().Be(ApiLimits.QueueItemsMin, "the largest call must always get in");
    }

    [Fact]
    public void Work_stands_until_twenty_intervals_passed_without_a_refusal_and_without_a_queue()
    {
        Done(1, 51);
        Roll(Interval);
        for (int i = 2; i <= QueueMeter.CalmIntervals; i++)
            Calm(i);
        _meter.Refused();
        for (int i = 1; i <= QueueMeter.CalmIntervals; i++)
            Calm(QueueMeter.CalmIntervals + i);
        _meter.IsStanding.Should().BeTrue("a refusal begins the count anew");

        Calm((2 * QueueMeter.CalmIntervals) + 1);

        _meter.IsStanding.Should().BeFalse();
    }

    [Fact]
    public void A_pause_ends_the_queue()
    {
        Done(1, 51);
        Roll(Interval);
        Roll((QueueMeter.CalmIntervals + 1) * Interval);
        _meter.IsStanding.Should().BeFalse();
    }

    private static TimeSpan At(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private void Calm(int interval)
    {
        Done(1, 1);
        Roll(interval * Interval);
    }

    private void Roll(int milliseconds) => _meter.Roll(At(milliseconds));

    private void Done(int calls, int tookMs, int items = 1)
    {
        for (int i = 0; i < calls; i++)
            _meter.Done(At(tookMs), items);
    }
}
