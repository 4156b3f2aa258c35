using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Tests.Choice;

public sealed class SlowDetectorTests
{
    private const int WarmDays = 28;

    [Fact]
    public void A_backlog_that_grows_for_a_day_is_told()
    {
        // Deliveries fall to six in ten from the fourth week on; arrivals go on.
        long begins = SimulatedFlow.At(WarmDays, 0);
        SimulatedFlow flow = new(1, 60) { Share = (stage, ms) => stage == FlowStage.Delivered && ms >= begins ? 0.55 : 1 };
        (LaneVigil vigil, long toldMs) = Watch(flow, null, begins, WarmDays + 7);

        (vigil.Standing!.Detector, vigil.Standing.Stage).Should().Be((LaneDetector.BacklogGrowing, FlowStage.Delivered));
        vigil.Standing.Observed.Should().BeLessThan(0.8 * vigil.Standing.Expected);
        (toldMs - vigil.Standing.SinceMs).Should().BeGreaterThanOrEqualTo(86_400_000);
    }

    [Fact]
    public void A_busy_week_is_no_backlog()
    {
        long begins = SimulatedFlow.At(WarmDays, 0);
        SimulatedFlow flow = new(2, 60) { Share = (stage, ms) => stage == FlowStage.Arrived && ms >= begins ? 1.8 : 1 };
        Watch(flow, null, begins, WarmDays + 7).Vigil.Should().Be(LaneVigil.Calm);
    }

    /// <summary>Goal: what lies on a lane that runs dry is no backlog. Method: parcels go on coming where a stage had some seven in three days.</summary>
    [Theory]
    [InlineData(0.005, false)]
    [InlineData(0.5, true)]
    public void Where_next_to_nothing_was_to_go_out_nothing_is_a_backlog(double share, bool isTold)
    {
        long begins = SimulatedFlow.At(WarmDays, 0);
        SimulatedFlow flow = new(5, 20) { Share = (stage, ms) => stage == FlowStage.Delivered ? ms >= begins ? 0 : share : stage == FlowStage.Arrived && ms >= begins ? 3 : 1 };
        flow.Until(SimulatedFlow.At(WarmDays + 3, 12));
        (BacklogGrowing.Find(flow.Flow, new FlowBaseline(flow.Flow, FlowContext.None, flow.NowMs + 1), flow.NowMs + 1) is not null).Should().Be(isTold);
    }

    [Fact]
    public void Parcels_that_lie_longer_than_their_P90_for_a_day_are_told()
    {
        // They left within two days for weeks; of those of the last week half are still there. Departures stay just above what a backlog would tell.
        SimulatedFlow flow = new(3, 20) { Share = (stage, ms) => stage == FlowStage.Departed && ms >= SimulatedFlow.At(WarmDays, 0) ? 0.6 : 1 };
        flow.Until(SimulatedFlow.At(WarmDays + 4, 12));
        LaneFinding? found = DwellLong.Find(flow.Flow, new FlowBaseline(flow.Flow, FlowContext.None, flow.NowMs + 1), Stock(flow, 0.5), flow.NowMs + 1);
        (found!.Detector, found.Stage, found.Hours).Should().Be((LaneDetector.DwellLong, FlowStage.PickedUp, 72));
        found.Observed.Should().BeGreaterThan(found.Expected * 2);

        DwellLong.Find(flow.Flow, new FlowBaseline(flow.Flow, FlowContext.None, flow.NowMs + 1), Stock(flow, 0.1), flow.NowMs + 1).Should().BeNull();
    }

    [Fact]
    public void Dwells_are_no_alarm_while_the_next_stage_runs()
    {
        SimulatedFlow flow = new SimulatedFlow(4, 20).Until(SimulatedFlow.At(WarmDays + 4, 12));
        DwellLong.Find(flow.Flow, new FlowBaseline(flow.Flow, FlowContext.None, flow.NowMs + 1), Stock(flow, 0.5), flow.NowMs + 1).Should().BeNull();
    }

    [Fact]
    public void A_stock_is_read_from_the_lane_s_counts()
    {
        int day = LaneWeeks.DayOf(SimulatedFlow.Start);
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.Backlog, LaneWeeks.Of(SimulatedFlow.Start), (int)Phase.Departed, 0), 2);
        cells.Add(new LaneCell(LaneMeasure.Backlog, LaneWeeks.Of(SimulatedFlow.Start), (int)Phase.LineHaul, 0), 3);
        cells.Add(new LaneCell(LaneMeasure.Backlog, LaneWeeks.Of(SimulatedFlow.Start), (int)Phase.LastMile, 0), 4);
        cells.Add(new LaneCell(LaneMeasure.Dwell, LaneWeeks.PeriodOf(SimulatedFlow.Start), (int)MilestoneKind.Departed, LogBuckets.Of(3_600_000)), 5);
        LaneStock stock = LaneStock.Of(cells);
        (stock.Open(FlowStage.Departed, day), stock.Open(FlowStage.Departed, day + 1), stock.DwellOf(FlowStage.Departed).Count).Should().Be((5, 0, 5));
    }

    private static LaneStock Stock(SimulatedFlow flow, double share)
    {
        LaneStock stock = new();
        for (int i = 0; i < 200; i++)
            stock.DwellOf(FlowStage.PickedUp).Add(LaneFlow.BinMs * (i % 48) * 2);
        int today = LaneWeeks.DayOf(flow.NowMs);
        for (int day = today - 6; day <= today; day++)
            stock.AddOpen(FlowStage.PickedUp, day, (long)(share * flow.Flow.Sum(FlowStage.PickedUp, day * 48, (day * 48) + 47)));
        return stock;
    }

    private static (LaneVigil Vigil, long ToldMs) Watch(SimulatedFlow flow, LaneStock? stock, long fromMs, int toDay)
    {
        flow.Until(fromMs);
        LaneVigil vigil = LaneVigil.Calm;
        while (flow.NowMs < SimulatedFlow.At(toDay, 0) && vigil.Standing is null)
        {
            flow.Until(flow.NowMs + LaneFlow.BinMs);
            vigil = LaneDetectors.Look(new FlowLook(flow.Flow, FlowContext.None, flow.NowMs + 1), stock, vigil, null);
        }

        return (vigil, flow.NowMs);
    }
}
