using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Tests.Choice;

/// <summary>Lanes of ten parcels a day that take two days from the pick-up to the departure, unless their flights are closed.</summary>
public sealed class LaneDelayTests
{
    private const int First = 20_000;
    private const int Now = First + 34;
    private const int PerDay = 10;
    private const long DayMs = 86_400_000;

    [Fact]
    public void A_lane_that_runs_as_ever_has_no_delay() => Delay(closedFrom: Now).MoreDays.Should().Be(0);

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void A_closed_flight_delays_by_as_long_as_it_was_closed(int days) =>
        Delay(closedFrom: Now - days).MoreDays.Should().BeInRange(days - 2, days);

    [Fact]
    public void The_longer_it_is_closed_the_more()
    {
        double[] delays = [.. Enumerable.Range(1, 7).Select(days => Delay(closedFrom: Now - days).MoreDays)];
        delays.Should().BeInAscendingOrder();
        delays[^1].Should().BeGreaterThan(delays[1] + 3);
    }

    [Fact]
    public void A_young_lane_tells_nothing() => Delay(closedFrom: Now - 6, first: Now - 12).MoreDays.Should().Be(0);

    [Fact]
    public void A_lane_nothing_was_counted_for_has_no_delay() =>
        LaneDelay.Of(new LaneFlow(), LaneDetails.Of(new LaneCells(), Now * DayMs), Now * DayMs).Should().Be(new LaneDelay(0, 0));

    [Fact]
    public void The_pick_up_takes_as_long_as_those_who_wait_over_those_who_come()
    {
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.Backlog, LaneWeeks.Of((Now - 1) * DayMs), (int)Phase.InfoReceived, LaneWeeks.WeekdayOf((Now - 1) * DayMs)), 15);
        cells.Add(new LaneCell(LaneMeasure.Backlog, LaneWeeks.Of((Now - 20) * DayMs), (int)Phase.InfoReceived, LaneWeeks.WeekdayOf((Now - 20) * DayMs)), 400);
        LaneDelay.Of(Flow(Now, First), LaneDetails.Of(cells, Now * DayMs), Now * DayMs).PickUpDays
            .Should().BeApproximately(1.5, 0.11, "those of three weeks ago are never picked up");
    }

    [Fact]
    public void A_hub_that_stands_still_shows_where_nobody_tells_of_announced_parcels()
    {
        LaneDelay Standing(int days) => LaneDelay.Of(Flow(Now, First, hubClosedFrom: Now - days), LaneDetails.Of(new LaneCells(), Now * DayMs), Now * DayMs);
        Standing(0).PickUpDays.Should().Be(0);
        Standing(5).PickUpDays.Should().BeInRange(3, 5);
    }

    private static LaneDelay Delay(int closedFrom, int first = First) =>
        LaneDelay.Of(Flow(closedFrom, first), LaneDetails.Of(new LaneCells(), Now * DayMs), Now * DayMs);

    private static LaneFlow Flow(int closedFrom, int first, int hubClosedFrom = Now)
    {
        LaneFlow flow = new();
        for (int day = first; day < Now; day++)
        {
            Add(flow, FlowStage.Registered, day);
            if (day < hubClosedFrom)
                Add(flow, FlowStage.PickedUp, day);
            if (day >= first + 2 && day < closedFrom)
            {
                Add(flow, FlowStage.Departed, day);
                Add(flow, FlowStage.Arrived, day);
                Add(flow, FlowStage.OutForDelivery, day);
            }
        }

        return flow;
    }

    // At noon.
    private static void Add(LaneFlow flow, FlowStage stage, int day) => flow.Add(stage, (day * DayMs) + (DayMs / 2), (day * DayMs) + (DayMs / 2), PerDay);
}
