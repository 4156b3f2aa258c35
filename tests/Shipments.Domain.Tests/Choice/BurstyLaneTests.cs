using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

/// <summary>Lanes whose scans come with flights and rounds: what stops is told, and what only comes in bursts is not.</summary>
public sealed class BurstyLaneTests
{
    // A Tuesday; the five weeks before it are as all others.
    private const int Day = 36;

    [Fact]
    public void Bursts_alone_are_no_alarm() => new BurstyFlow(40).Alarms(0, Day + 14).Should().BeEmpty();

    [Fact]
    public void A_round_that_does_not_leave_is_told_within_two_hours()
    {
        LaneFinding found = new BurstyFlow(40) { Rounds = day => day < Day }.Alarms(Day, Day + 1)[0];
        (found.Detector, found.Stage, found.Scope, found.Observed).Should().Be((LaneDetector.ScansStopped, FlowStage.OutForDelivery, "", 0));
        (found.FoundMs - SimulatedFlow.At(Day, 8)).Should().BeLessThanOrEqualTo(2 * SimulatedFlow.HourMs);
    }

    /// <summary>Goal: a post that stops whole is told by its rounds. Method: so few parcels are told to arrive at its depots that these cannot tell it.</summary>
    [Fact]
    public void Rounds_that_stop_with_the_arrivals_at_depots_are_told_while_parcels_are_released()
    {
        LaneFinding found = new BurstyFlow(40) { AtDepot = 8, Rounds = day => day < Day }.Alarms(Day, Day + 1)[0];
        (found.Stage, found.Observed).Should().Be((FlowStage.OutForDelivery, 0));
        (found.FoundMs - SimulatedFlow.At(Day, 8)).Should().BeLessThanOrEqualTo(2 * SimulatedFlow.HourMs);
    }

    [Fact]
    public void Rounds_and_arrivals_at_depots_have_not_stopped_where_nobody_sends_any_more() =>
        new BurstyFlow(40) { AtDepot = 8, Sends = day => day < Day }.Alarms(0, Day + 21).Should().BeEmpty();

    [Fact]
    public void Rounds_that_leave_again_end_the_alarm()
    {
        BurstyFlow flow = new(40) { Rounds = day => day is < Day or > Day + 1 };
        LaneFinding found = flow.Alarms(Day, Day + 1)[0];
        ScansStopped.HasResumed(new FlowLook(flow.Flow, flow.Context, flow.NowMs), found.Stage, found.FoundMs).Should().BeFalse();
        flow.Until(Day + 2, 10);
        ScansStopped.HasResumed(new FlowLook(flow.Flow, flow.Context, flow.NowMs), found.Stage, found.FoundMs).Should().BeTrue();
    }

    [Fact]
    public void One_flight_that_is_left_out_is_no_alarm() => new BurstyFlow(40) { Flies = day => day != Day + 1 }.Alarms(Day, Day + 21).Should().BeEmpty();

    [Fact]
    public void Three_flights_that_are_left_out_are_told_and_not_what_does_not_arrive_for_it()
    {
        List<LaneFinding> alarms = new BurstyFlow(40) { Flies = day => day < Day }.Alarms(Day, Day + 8);
        alarms.Should().ContainSingle().Which.Stage.Should().Be(FlowStage.Departed);
    }

    [Fact]
    public void Rounds_by_winter_time_are_no_alarm_where_the_clock_is_known()
    {
        BurstyFlow Moved() => new(40) { Clock = day => day < Day ? 2 : 1 };
        BurstyFlow known = Moved();
        known.Alarms(Day, Day + 7).Should().BeEmpty();
        BurstyFlow unknown = Moved();
        unknown.Alarms(Day, Day + 7, unknown.Context with { ClockBins = static (_, _) => 0 }).Should().NotBeEmpty();
    }

    [Fact]
    public void A_lane_that_nobody_sends_by_any_more_has_not_stopped() =>
        new BurstyFlow(40) { Sends = day => day < Day }.Alarms(Day, Day + 21).Should().BeEmpty();

    [Fact]
    public void A_holiday_and_the_days_after_it_are_not_judged()
    {
        int holiday = LaneWeeks.DayOf(SimulatedFlow.At(Day, 0));
        BurstyFlow flow = new(40) { Rounds = day => day != Day };
        flow.Alarms(Day, Day + 9, flow.Context with { IsHoliday = (isOrigin, day) => !isOrigin && day == holiday }).Should().BeEmpty();
        new BurstyFlow(40) { Rounds = day => day != Day }.Alarms(Day, Day + 9).Should().NotBeEmpty();
    }
}
