using Shipments.Domain.Choice;

namespace Shipments.Domain.Tests.Choice;

public sealed class StopRuleTests
{
    [Theory]
    [InlineData(40, 4, true)]
    [InlineData(40, 5, false)]
    [InlineData(60, 12, true)]
    [InlineData(60, 13, false)]
    public void A_tenth_is_a_stop_and_of_many_a_fifth(double week, long observed, bool isStopped) =>
        (Find(FlowStage.Delivered, false, Window(FlowStage.Delivered, 8, observed, 1, week, week + 5, week + 9)) is not null).Should().Be(isStopped);

    [Theory]
    [InlineData(14.9, false, false)]
    [InlineData(15, false, true)]
    [InlineData(8.9, true, false)]
    [InlineData(9, true, true)]
    public void A_pool_needs_less_than_a_lane_by_itself(double least, bool isPooled, bool isStopped) =>
        (Find(FlowStage.OutForDelivery, isPooled, Window(FlowStage.OutForDelivery, 3, 0, 1, least, 50, 50)) is not null).Should().Be(isStopped);

    [Theory]
    [InlineData(FlowStage.Forwarded, 11, 10)]
    [InlineData(FlowStage.ExportReleased, 14, 10)]
    [InlineData(FlowStage.Sorted, 22, 14)]
    public void What_offices_do_between_milestones_is_judged_by_two_hours_or_three(FlowStage stage, double own, double pooled)
    {
        Find(stage, false, Window(stage, 6, 0, 1, own, 50, 50)).Should().NotBeNull();
        Find(stage, false, Window(stage, 6, 0, 1, own - 0.1, 50, 50)).Should().BeNull();
        Find(stage, true, Window(stage, 6, 0, 1, pooled, 50, 50)).Should().NotBeNull();
        Find(stage, true, Window(stage, 6, 0, 1, pooled - 0.1, 50, 50)).Should().BeNull();
        Find(stage, false, Window(stage, 3, 0, 1, 500, 500, 500)).Should().BeNull("an hour and a half are too short");
    }

    [Fact]
    public void The_least_week_decides_and_one_that_cannot_be_compared_does_not()
    {
        FlowWindow window = Window(FlowStage.OutForDelivery, 3, 0, 1, 30, -1, 20, 40);
        (window.Least, window.Middle, window.WeeksKnown).Should().Be((20, 30, 3));
        Window(FlowStage.OutForDelivery, 3, 0, 1, -1, -1).Least.Should().Be(0);
    }

    [Fact]
    public void Of_four_weeks_one_may_have_had_a_strike_itself()
    {
        Window(FlowStage.OutForDelivery, 3, 0, 1, 30, 0, 20, 40).Least.Should().Be(20);
        (Window(FlowStage.Departed, 144, 0, 0, 30, 0, 20, 40) with { Bursts = [3, 0, 4, 5] }).BurstsLeast.Should().Be(3);
    }

    [Fact]
    public void Two_weeks_must_let_expect_more_than_three_and_one_says_nothing()
    {
        Find(FlowStage.OutForDelivery, false, Window(FlowStage.OutForDelivery, 3, 0, 1, 22, 22)).Should().BeNull();
        Find(FlowStage.OutForDelivery, false, Window(FlowStage.OutForDelivery, 3, 0, 1, 22.5, 22.5)).Should().NotBeNull();
        Find(FlowStage.OutForDelivery, false, Window(FlowStage.OutForDelivery, 3, 0, 1, 500)).Should().BeNull();
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void Flights_are_judged_when_three_are_missing(int bursts, bool isStopped) =>
        (Find(FlowStage.Departed, false, Window(FlowStage.Departed, 144, 0, bursts, 100, 100, 100)) is not null).Should().Be(isStopped);

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, false, true)]
    [InlineData(1, true, true)]
    public void Releases_of_a_lane_are_judged_when_those_of_two_days_are_missing_and_those_of_a_pool_at_once(int days, bool isPooled, bool isStopped) =>
        (Find(FlowStage.Released, isPooled, Window(FlowStage.Released, 144, 0, days, 100, 100, 100)) is not null).Should().Be(isStopped);

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    public void A_short_stretch_judges_departures_only_where_they_come_evenly(int bursts, bool isStopped) =>
        (Find(FlowStage.Departed, false, Window(FlowStage.Departed, 4, 0, bursts, 100, 100, 100)) is not null).Should().Be(isStopped);

    [Theory]
    [InlineData(20, true)]
    [InlineData(21, false)]
    public void A_small_late_round_is_no_stop_where_the_round_before_it_went(long observed, bool isStopped) =>
        (Find(
            FlowStage.OutForDelivery, false, Window(FlowStage.OutForDelivery, 3, 0, 1, 15, 15, 15), Window(FlowStage.OutForDelivery, 6, observed, 1, 40, 40, 40)) is not null)
            .Should().Be(isStopped);

    [Theory]
    [InlineData(9, 0, true)]
    [InlineData(8.9, 0, false)]
    [InlineData(10, 1, true)]
    [InlineData(10, 2, false)]
    public void A_pool_stands_still_in_a_stretch_of_whatever_length(double week, long observed, bool isStill)
    {
        StopRule.Of(FlowStage.OutForDelivery).IsStill(Window(FlowStage.OutForDelivery, 336, observed, 1, week, 50, 50)).Should().Be(isStill);
        StopRule.Of(FlowStage.OutForDelivery).IsStill(Window(FlowStage.OutForDelivery, 336, observed, 1, week)).Should().BeFalse("one week says nothing");
    }

    [Theory]
    [InlineData(FlowStage.Registered)]
    [InlineData(FlowStage.LastMile)]
    [InlineData(FlowStage.AtDepot)]
    public void Stages_that_are_not_watched_have_no_rule(FlowStage stage) => FluentActions.Invoking(() => StopRule.Of(stage)).Should().Throw<ArgumentOutOfRangeException>();

    private static FlowWindow? Find(FlowStage stage, bool isPooled, params FlowWindow[] windows) => StopRule.Of(stage).Find(windows, isPooled);

    private static FlowWindow Window(FlowStage stage, int bins, long observed, int bursts, params double[] weeks) =>
        new(stage, 1_000 - bins + 1, 1_000, observed, weeks, [.. weeks.Select(_ => bursts)]);
}
