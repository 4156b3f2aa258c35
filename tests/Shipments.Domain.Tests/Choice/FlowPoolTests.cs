using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

public sealed class FlowPoolTests
{
    private const int WarmDays = 35;

    /// <summary>Goal: a strike at a country's post is told in thin lanes too. Method: twelve lanes of 5 scans an hour, none of which could tell.</summary>
    [Fact]
    public void A_strike_at_a_country_s_post_shows_in_all_its_lanes()
    {
        long begins = SimulatedFlow.At(WarmDays, 14);
        SimulatedFlow[] flows = [.. Enumerable.Range(0, 12).Select(i => Flow(i, 5, i < 8 ? begins : long.MaxValue))];
        FlowPool pool = Report(flows, begins + (2 * SimulatedFlow.HourMs));

        for (int i = 0; i < flows.Length; i++)
        {
            LaneFinding? own = LaneDetectors.Look(new FlowLook(flows[i].Flow, FlowContext.None, flows[i].NowMs + 1), null, LaneVigil.Calm, null).Standing;
            LaneFinding? pooled = pool.Find(Key(i), flows[i].NowMs + 1);
            own.Should().BeNull("one lane alone cannot tell");
            if (i >= 8)
            {
                pooled.Should().BeNull("lanes to another country run");
                continue;
            }

            (pooled!.Detector, pooled.Scope, FlowStages.IsAtOrigin(pooled.Stage)).Should().Be((LaneDetector.ScansStopped, "delivery/US", false));
            LaneVigil vigil = LaneDetectors.Look(new FlowLook(flows[i].Flow, FlowContext.None, flows[i].NowMs + 1), null, LaneVigil.Calm, pooled);
            vigil.Standing.Should().Be(pooled);
            LaneDetectors.Look(new FlowLook(flows[i].Flow, FlowContext.None, flows[i].NowMs + 1), null, vigil, pooled).Should().Be(vigil);
            LaneDetectors.Look(new FlowLook(flows[i].Flow, FlowContext.None, flows[i].NowMs + 1), null, vigil, null).Should().Be(vigil, "it stands until scans come again");
        }
    }

    [Fact]
    public void One_large_lane_that_stops_says_nothing_of_the_others_that_run()
    {
        long begins = SimulatedFlow.At(WarmDays, 14);
        SimulatedFlow[] flows = [Flow(0, 300, begins), .. Enumerable.Range(1, 5).Select(i => Flow(i, 60, long.MaxValue))];
        FlowPool pool = Report(flows, begins + (2 * SimulatedFlow.HourMs));
        Enumerable.Range(1, 5).Select(i => pool.Find(Key(i), flows[i].NowMs + 1)).Should().OnlyContain(found => found == null);
    }

    [Fact]
    public void When_all_pools_are_silent_at_once_it_is_no_strike()
    {
        long begins = SimulatedFlow.At(WarmDays, 14);
        SimulatedFlow[] flows =
            [.. Enumerable.Range(0, 12).Select(i => new SimulatedFlow(i + 50, 30) { Share = (_, ms) => ms < begins ? 1 : 0 })];
        FlowPool pool = Report(flows, begins + (2 * SimulatedFlow.HourMs));
        pool.IsAllSilent(4).Should().BeTrue();
        pool.Find(Key(0), flows[0].NowMs + 1).Should().BeNull();
    }

    [Fact]
    public void As_many_lanes_as_may_be_are_judged_and_no_more()
    {
        FlowPool pool = new();
        for (int i = 0; i < FlowPool.LanesMax; i++)
            pool.Report(new LaneKey("acme", "CN", "US", $"s{i}"), []).Should().BeTrue();
        pool.Report(new LaneKey("acme", "CN", "US", "one-more"), []).Should().BeFalse();
        pool.Report(new LaneKey("acme", "CN", "US", "s0"), []).Should().BeTrue();
    }

    [Fact]
    public void As_many_windows_of_a_report_as_may_be_are_taken_and_no_more()
    {
        FlowPool pool = new();
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, 0, [50, 50, 50, 50], [1, 1, 1, 1]);
        FlowWindow other = ready with { Stage = FlowStage.PickedUp, Weeks = [0, 0, 0, 0] };
        pool.Report(Key(0), [.. Enumerable.Repeat(other, FlowPool.WindowsMax - 1), ready]);
        pool.Find(Key(0), 0).Should().NotBeNull();
        pool.Report(Key(0), [.. Enumerable.Repeat(other, FlowPool.WindowsMax), ready]);
        pool.Find(Key(0), 0).Should().BeNull();
    }

    [Fact]
    public void A_week_that_one_lane_does_not_know_is_none_of_the_pool()
    {
        FlowPool pool = new();
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, 0, [50, -1, 2, 50], [1, 1, 1, 1]);
        pool.Report(Key(0), [ready]);
        pool.Find(Key(0), 0).Should().BeNull("one week had as few");
        pool.Report(Key(1), [ready with { Weeks = [1, 1, -1, 1] }]);
        pool.Find(Key(0), 0)!.Expected.Should().Be(51);
        pool.Report(Key(1), [ready with { Weeks = [1, -1, 0, 1] }]);
        pool.Find(Key(0), 0).Should().BeNull("what was reported last holds");
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void A_lane_that_would_have_had_three_parcels_is_part_of_its_pool_s_stop_and_one_of_two_is_not(int expected, bool isPart)
    {
        FlowPool pool = new();
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, 1, [50, 50, 50, 50], [1, 1, 1, 1]);
        pool.Report(Key(0), [ready]);
        pool.Report(Key(1), [ready with { Observed = 0, Weeks = [expected, expected, expected, expected] }]);
        (pool.Find(Key(1), 0) is not null).Should().Be(isPart);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void A_lane_of_which_more_than_a_quarter_came_has_not_stopped_with_its_pool(int observed, bool isPart)
    {
        FlowPool pool = new();
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, 0, [500, 500, 500, 500], [1, 1, 1, 1]);
        pool.Report(Key(0), [ready]);
        pool.Report(Key(1), [ready with { Observed = observed, Weeks = [12, 12, 12, 12] }]);
        (pool.Find(Key(1), 0) is not null).Should().Be(isPart);
    }

    /// <summary>Goal: couriers of a country do not hide its post. Method: of 50 rounds of the pool 12 are a courier's, which leave.</summary>
    [Fact]
    public void A_carrier_that_stops_is_told_by_its_lanes_while_another_one_of_the_country_goes_on()
    {
        FlowPool pool = new();
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, 0, [30, 30, 30, 30], [1, 1, 1, 1]);
        FlowWindow thin = ready with { Weeks = [1, 1, 1, 1] };
        LaneTellers post = new("cainiao", "correos");
        LaneTellers courier = new("cainiao", "4px");
        pool.Report(Key(0), [ready], post);
        pool.Report(Key(1), [thin], post);
        pool.Report(Key(2), [ready with { Observed = 12, Weeks = [12, 12, 12, 12] }], courier);
        pool.Report(Key(3), [thin], courier);
        pool.Report(Key(4), [thin with { Weeks = [0, 0, 0, 0] }], post);
        pool.Find(Key(0), 0)!.Scope.Should().Be("delivery/US/correos");
        pool.Find(Key(1), 0)!.Expected.Should().Be(31, "one of the carrier's thin lanes stops with the others");
        pool.Find(Key(2), 0).Should().BeNull();
        pool.Find(Key(3), 0).Should().BeNull("its carrier goes on");
        pool.Find(Key(4), 0).Should().BeNull("nothing was to be expected of it");
    }

    [Theory]
    [InlineData("usps", "delivery/US/usps")]
    [InlineData("4px", null)]
    [InlineData("", null)]
    public void A_carrier_s_lanes_are_judged_together_from_two_on(string delivers, string? scope)
    {
        FlowPool pool = new();
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, 0, [6, 6, 6, 6], [1, 1, 1, 1]);
        pool.Report(Key(0), [ready], new LaneTellers("", "usps"));
        pool.Report(Key(1), [ready], new LaneTellers("", delivers));
        pool.Report(Key(2), [ready with { Observed = 50, Weeks = [50, 50, 50, 50] }], LaneTellers.None);
        pool.Find(Key(0), 0)?.Scope.Should().Be(scope);
        (pool.Find(Key(0), 0) is null).Should().Be(scope is null);
    }

    [Theory]
    [InlineData(29, 0, false)]
    [InlineData(30, 0, true)]
    [InlineData(300, 1, false)]
    public void Where_nothing_comes_of_thirty_in_a_country_thin_lanes_have_stopped_too(int expected, int observed, bool isPart)
    {
        FlowPool pool = new();
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, observed, [expected - 1, expected - 1, expected - 1, expected - 1], [1, 1, 1, 1]);
        pool.Report(Key(0), [ready]);
        pool.Report(Key(1), [ready with { Observed = 0, Weeks = [1, 1, 1, 1] }]);
        pool.Find(Key(0), 0).Should().NotBeNull();
        (pool.Find(Key(1), 0) is not null).Should().Be(isPart);
    }

    /// <summary>
    /// Goal: a courier is not taken for the post on the second day of its strike. Method: of its two lanes none is known for an hour and a half, and some of what was to be expected in two
    /// days, in which the post stood still or did not.
    /// </summary>
    [Theory]
    [InlineData(0, 5, null)]
    [InlineData(0, 4, "delivery/US")]
    [InlineData(100, 8, "delivery/US")]
    public void A_carrier_of_which_more_than_a_quarter_came_since_the_others_stopped_went_on(int ofPost, int ofCourier, string? scope)
    {
        FlowPool pool = new();
        LaneTellers courier = new("cainiao", "4px");
        pool.Report(Key(0), OfTwoDays(60, 200, ofPost), new LaneTellers("cainiao", "usps"));
        pool.Report(Key(1), OfTwoDays(4, 8, ofCourier), courier);
        pool.Report(Key(2), OfTwoDays(4, 8, 0), courier);
        pool.Find(Key(0), 0).Should().NotBeNull();
        pool.Find(Key(1), 0)?.Scope.Should().Be(scope);
        (pool.Find(Key(1), 0) is null).Should().Be(scope is null);
        (pool.Find(Key(2), 0) is null).Should().Be(scope is null, "its carrier has gone on, or has not");
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void A_lane_of_which_nobody_knows_who_tells_went_on_by_itself(int came, bool isPart)
    {
        FlowPool pool = new();
        pool.Report(Key(0), OfTwoDays(60, 200, 0));
        pool.Report(Key(1), OfTwoDays(4, 8, came));
        pool.Report(Key(2), OfTwoDays(4, 8, 0));
        (pool.Find(Key(1), 0) is not null).Should().Be(isPart);
        pool.Find(Key(2), 0).Should().NotBeNull("the other lane says nothing of it");
    }

    [Fact]
    public void What_a_carrier_s_lane_reported_last_holds_for_the_carrier_too()
    {
        FlowPool pool = new();
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, 0, [30, 30, 30, 30], [1, 1, 1, 1]);
        LaneTellers post = new("", "usps");
        pool.Report(Key(0), [ready], post);
        pool.Report(Key(1), [ready with { Observed = 30 }], post);
        pool.Report(Key(2), [ready with { Observed = 30 }]);
        pool.Find(Key(0), 0).Should().BeNull();
        pool.Report(Key(1), [ready], post);
        pool.Find(Key(0), 0)!.Scope.Should().Be("delivery/US/usps");
        pool.Report(Key(1), [ready], new LaneTellers("", "fedex"));
        pool.Find(Key(0), 0).Should().BeNull("it is another's now");
    }

    // Nothing in the last hour and a half, and some in two days.
    private static FlowWindow[] OfTwoDays(double expected, double expectedOfTwoDays, long came)
    {
        FlowWindow ready = new(FlowStage.OutForDelivery, 98, 100, 0, [expected, expected, expected, expected], [1, 1, 1, 1]);
        double week = expectedOfTwoDays;
        return [ready, ready with { FromBin = 5, Observed = came, Weeks = [week, week, week, week] }];
    }

    private static LaneKey Key(int i) => new("acme", "CN", i < 8 ? "US" : "DE", $"s{i}");

    private static SimulatedFlow Flow(int seed, double perHour, long begins) =>
        new(seed + 50, perHour) { Share = (stage, ms) => ms >= begins && !FlowStages.IsAtOrigin(stage) ? 0 : 1 };

    private static FlowPool Report(SimulatedFlow[] flows, long now)
    {
        FlowPool pool = new();
        for (int i = 0; i < flows.Length; i++)
        {
            flows[i].Until(now);
            pool.Report(Key(i), new FlowLook(flows[i].Flow, FlowContext.None, now + 1).AllWindows()).Should().BeTrue();
        }

        return pool;
    }
}
