using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

public sealed class LaneFlowTests
{
    private const long Bin = LaneFlow.BinMs;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(335)]
    [InlineData(336)]
    [InlineData(1_000_003)]
    public void A_place_in_a_delta_is_counted_in_the_half_hour_it_was_made_of(int later)
    {
        long at = SimulatedFlow.Start + (later * Bin) + 1_799_999;
        LaneFlow flow = new();
        LaneCells delta = new();
        LaneFlow.Write(delta, FlowStage.Arrived, at, at + (3 * Bin));
        foreach ((LaneCell cell, long count) in delta.Sorted())
            flow.TryAdd(cell, 3 * count).Should().BeTrue();
        flow.TryAdd(new LaneCell(LaneMeasure.Phase, 0, 0, 1), 1).Should().BeFalse();
        (flow.KnownWithin(FlowStage.Arrived, 2), flow.KnownWithin(FlowStage.Arrived, 3)).Should().Be((0, 1));

        (flow.First, flow.Newest, flow[FlowStage.Arrived, LaneFlow.BinOf(at)]).Should().Be((LaneFlow.BinOf(at), LaneFlow.BinOf(at), 3));
        flow[FlowStage.Departed, LaneFlow.BinOf(at)].Should().Be(0);
    }

    [Fact]
    public void The_last_half_hour_held_is_held_and_the_one_before_it_is_not()
    {
        LaneFlow flow = new();
        int newest = LaneFlow.BinOf(SimulatedFlow.Start);
        flow.Add(FlowStage.Delivered, newest * Bin, newest * Bin, 1);
        flow.Add(FlowStage.Delivered, (newest - LaneFlow.BinsMax + 1) * Bin, newest * Bin, 5);
        flow.Add(FlowStage.Delivered, (newest - LaneFlow.BinsMax) * Bin, newest * Bin, 7);

        flow[FlowStage.Delivered, newest - LaneFlow.BinsMax + 1].Should().Be(5);
        flow[FlowStage.Delivered, newest - LaneFlow.BinsMax].Should().Be(0);
        flow.Sum(FlowStage.Delivered, newest - (2 * LaneFlow.BinsMax), newest + 5).Should().Be(6);
        flow.Add(FlowStage.Delivered, (newest + 1) * Bin, (newest + 1) * Bin, 1);
        flow[FlowStage.Delivered, newest - LaneFlow.BinsMax + 1].Should().Be(0);
    }

    /// <summary>Goal: what is held does not depend on the order. Method: seeded counts over eight weeks in two orders.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_does_not_matter(int seed)
    {
        Random random = new(seed);
        (FlowStage Stage, long At)[] counts =
            [.. Enumerable.Range(0, 500).Select(_ => ((FlowStage)random.Next(1, FlowStages.Count), SimulatedFlow.Start + (random.Next(8 * 336) * Bin)))];
        LaneFlow forth = new();
        LaneFlow back = new();
        foreach ((FlowStage stage, long at) in counts)
            forth.Add(stage, at, at + (at % 7 * Bin), 1);
        foreach ((FlowStage stage, long at) in counts.Reverse())
            back.Add(stage, at, at + (at % 7 * Bin), 1);

        Held(back).Should().Equal(Held(forth), $"seed {seed}");
    }

    [Fact]
    public void A_lane_s_state_keeps_its_flow_and_counts_it_nowhere_else()
    {
        LaneState state = new();
        LaneCells delta = new();
        for (int i = 0; i < 4; i++)
            LaneFlow.Write(delta, FlowStage.PickedUp, SimulatedFlow.Start, SimulatedFlow.Start + i);
        LaneFlow.Write(delta, FlowStage.Delivered, SimulatedFlow.Start - (10 * Bin), SimulatedFlow.Start);
        LaneFlow.Write(delta, FlowStage.Delivered, SimulatedFlow.Start - (10 * Bin), SimulatedFlow.Start - (9 * Bin));
        state.Apply(1, 0, 1, 0, delta, SimulatedFlow.Start, 9).Should().BeTrue();
        state.Apply(1, 0, 1, 0, delta, SimulatedFlow.Start, 9).Should().BeFalse();
        LaneState read = LaneState.Decode(state.Encode());

        read.Cells.IsEmpty.Should().BeTrue();
        Held(read.Flow).Should().Equal(Held(state.Flow));
        (read.Flow.KnownWithin(FlowStage.Delivered, 0), read.Flow.KnownWithin(FlowStage.Delivered, 1), read.Flow.KnownWithin(FlowStage.Delivered, 10))
            .Should().Be((0, 0.5, 1));
        int bin = LaneFlow.BinOf(SimulatedFlow.Start);
        (read.Flow[FlowStage.PickedUp, bin], read.Flow[FlowStage.Delivered, bin - 10], read.Flow.Newest).Should().Be((4, 2, bin));
    }

    [Fact]
    public void Each_milestone_belongs_to_one_stage_and_stages_follow_each_other()
    {
        Enum.GetValues<Shipments.Domain.Parcels.MilestoneKind>().Select(FlowStages.Of).Where(stage => stage != FlowStage.None)
            .Should().Equal(FlowStage.PickedUp, FlowStage.ExportReleased, FlowStage.Departed, FlowStage.Arrived, FlowStage.Released, FlowStage.OutForDelivery, FlowStage.Delivered);
        foreach (FlowStage stage in Enum.GetValues<FlowStage>().Skip(1))
            ((int)FlowStages.Before(stage)).Should().BeLessThan((int)stage);
    }

    [Fact]
    public void All_stages_but_those_that_only_supply_others_are_watched_in_the_order_of_the_way()
    {
        FlowStages.Watched.Should().BeEquivalentTo(Enum.GetValues<FlowStage>().Except([FlowStage.None, FlowStage.Registered, FlowStage.LastMile, FlowStage.AtDepot]));
        FlowStages.Watched.Where(stage => !FlowStages.IsMain(stage)).Should().Equal(FlowStage.Forwarded, FlowStage.ExportReleased, FlowStage.Sorted);
        FlowStages.Watched.SkipWhile(FlowStages.IsAtOrigin).Should().StartWith(FlowStage.Arrived).And.NotContain(stage => FlowStages.IsAtOrigin(stage));
    }

    [Fact]
    public void What_is_said_to_happen_after_its_commit_counts_as_of_then()
    {
        LaneFlow flow = new();
        flow.Add(FlowStage.Arrived, SimulatedFlow.Start + (500 * Bin), SimulatedFlow.Start, 1);
        (flow.Newest, flow.KnownWithin(FlowStage.Arrived, 0)).Should().Be((LaneFlow.BinOf(SimulatedFlow.Start), 1));
    }

    [Fact]
    public void Delays_of_weeks_that_are_over_are_forgotten()
    {
        LaneFlow flow = new();
        flow.Add(FlowStage.Arrived, SimulatedFlow.Start, SimulatedFlow.Start + (10 * Bin), 3);
        long later = SimulatedFlow.Start + (LaneFlow.WeeksMax * 336 * Bin);
        flow.Add(FlowStage.Arrived, later - (336 * Bin), later - (336 * Bin), 1);
        flow.KnownWithin(FlowStage.Arrived, 0).Should().Be(0.25);
        flow.Add(FlowStage.Arrived, later, later, 1);
        flow.KnownWithin(FlowStage.Arrived, 0).Should().Be(1);
    }

    private static List<int> Held(LaneFlow flow) =>
        [.. from stage in Enum.GetValues<FlowStage>() from bin in Enumerable.Range(flow.Newest - LaneFlow.BinsMax, LaneFlow.BinsMax + 1) select flow[stage, bin]];
}
