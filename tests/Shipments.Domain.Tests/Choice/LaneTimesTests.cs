using Shipments.Domain.Choice;
using Shipments.Domain.Choice.Data;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

public sealed class LaneTimesTests
{
    private const int Week = 2_923;
    private static readonly int Monday = LaneWeeks.DayOf(Week, 0);

    [Fact]
    public void Parcels_still_on_their_way_count_as_not_delivered_once_their_week_is_old_enough()
    {
        // Picked up on a Monday: 6 delivered after 3 days, 2 after 10, which is over a weekend; 2 are still open.
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, Week, 0, 3), 6);
        cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, Week, 0, 10), 2);
        cells.Add(new LaneCell(LaneMeasure.Outcome, Week, (int)LaneOutcome.Delivered, 0), 8);
        cells.Add(new LaneCell(LaneMeasure.Outcome, Week, (int)LaneOutcome.Open, 0), 2);
        LaneTimes times = Times(cells, Monday + 6 + 29);

        new[] { 2, 3, 7, 8 }.Select(days => Math.Round(times.Within(days, null).Share, 9)).Should().Equal(0, 0.6, 0.6, 0.8);
        (times.Quantile(0.5, null), times.Quantile(0.8, null), times.Quantile(0.95, null)).Should().Be((3, 8, null));

        LaneTimes young = Times(cells, Monday + 6 + 3);
        (young.Within(3, null).Observations, young.Within(0, null).Observations > 0).Should().Be((0, true), "of three working days nothing is known yet");
    }

    [Fact]
    public void A_parcel_that_was_tried_in_time_and_missed_its_recipient_was_in_time()
    {
        // All ten were tried after 3 days; six of them were met only after 10.
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.AttemptDays, Week, 0, 3), 10);
        cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, Week, 0, 3), 4);
        cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, Week, 0, 10), 6);
        cells.Add(new LaneCell(LaneMeasure.Outcome, Week, (int)LaneOutcome.Delivered, 0), 10);
        Times(cells, Monday + 6 + 29).Within(3, null).Share.Should().Be(1);

        // Counted before attempts were: deliveries speak.
        cells.Add(new LaneCell(LaneMeasure.AttemptDays, Week, 0, 3), -9);
        Times(cells, Monday + 6 + 29).Within(3, null).Share.Should().Be(0.4);
    }

    [Fact]
    public void A_week_four_weeks_older_counts_half()
    {
        LaneCells cells = new();
        foreach (int week in new[] { Week - 4, Week })
        {
            cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, week, 0, week == Week ? 4 : 2), 10);
            cells.Add(new LaneCell(LaneMeasure.Outcome, week, (int)LaneOutcome.Delivered, 0), 10);
        }

        LaneTimes times = Times(cells, LaneWeeks.DayOf(Week + 4, 0));
        times.Observations.Should().BeApproximately(10 * (0.5 + 0.25), 1e-9);
        times.Within(2, null).Share.Should().BeApproximately(1.0 / 3, 1e-9);
    }

    [Fact]
    public void A_thin_lane_is_drawn_to_its_parent_and_a_thick_one_hardly()
    {
        LaneTimes parent = LaneTimes.From(Enumerable.Repeat(100.0, 61).ToArray(), [.. Enumerable.Range(0, 61).Select(k => k < 10 ? 0.0 : 100)]);
        LaneTimes thin = LaneTimes.From(Enumerable.Repeat(8.0, 61).ToArray(), Enumerable.Repeat(8.0, 61).ToArray());
        thin.Within(5, parent).Should().Be((0.5, 16));
        LaneTimes thick = LaneTimes.From(Enumerable.Repeat(792.0, 61).ToArray(), Enumerable.Repeat(792.0, 61).ToArray());
        thick.Within(5, parent).Should().Be((0.99, 800));
        new LaneTimes().Within(10, parent).Should().Be((1, 8));
        new LaneTimes().Within(10, null).Should().Be((0, 0));
        new LaneTimes().Quantile(0.5, null).Should().BeNull();
    }

    [Fact]
    public void A_weekday_whose_parcels_wait_for_a_flight_is_slower()
    {
        LaneCells cells = new();
        foreach (int week in new[] { Week - 2, Week - 1, Week })
        {
            cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, week, 0, 3), 50);
            cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, week, 2, 7), 50);
            cells.Add(new LaneCell(LaneMeasure.Outcome, week, (int)LaneOutcome.Delivered, 0), 100);
        }

        LaneTimes times = Times(cells, LaneWeeks.DayOf(Week + 4, 0));
        times.Within(3, null).Share.Should().BeApproximately(0.5, 1e-9);
        times.WithinDays(3, weekday: 0, null).Share.Should().BeGreaterThan(0.9);
        times.WithinDays(6, weekday: 2, null).Share.Should().BeLessThan(0.1);
        times.WithinDays(7, weekday: 2, null).Share.Should().BeApproximately(1, 1e-9);
        times.WithinDays(3, weekday: 4, null).Should().Be((0.5, 10), "nobody was picked up on a Friday: as on all days");
        times.WithinDays(-1, weekday: 0, null).Should().Be((0, 0));
        new LaneTimes().WithinDays(3, weekday: 0, days => days / 6.0).Share.Should().BeApproximately(0.5, 1e-9, "of nothing the parent speaks");
        FluentActions.Invoking(() => times.WithinDays(3, weekday: 7, null)).Should().Throw<ArgumentOutOfRangeException>();
        LaneTimes again = LaneTimes.From(times.AtRisk, times.Hits, [.. times.WeekdayAtRisk.Select(value => (float)value)], [.. times.WeekdayHits.Select(value => (float)value)]);
        again.WithinDays(3, weekday: 2, null).Share.Should().BeApproximately(times.WithinDays(3, weekday: 2, null).Share, 1e-6);
    }

    [Fact]
    public void With_the_flow_a_week_that_is_not_over_counts()
    {
        LaneCells cells = new();
        cells.Add(new LaneCell(LaneMeasure.DoorToDoorDays, Week, 0, 1), 8);
        cells.Add(new LaneCell(LaneMeasure.Outcome, Week, (int)LaneOutcome.Delivered, 0), 8);
        cells.Add(new LaneCell(LaneMeasure.Outcome, Week, (int)LaneOutcome.Open, 0), 12);
        LaneFlow flow = new();
        flow.Add(FlowStage.PickedUp, (Monday - 7) * 86_400_000L, (Monday - 7) * 86_400_000L, 1);
        flow.Add(FlowStage.PickedUp, Monday * 86_400_000L, Monday * 86_400_000L, 10);
        flow.Add(FlowStage.PickedUp, (Monday + 2) * 86_400_000L, (Monday + 2) * 86_400_000L, 10);
        long nowMs = (Monday + 3) * 86_400_000L;
        LaneTimes times = LaneTimes.Of(LaneDetails.Of(cells, nowMs).Cohorts, static day => (day + 3) % 7 < 5, nowMs, flow);

        times.Observations.Should().BeApproximately(20, 1e-9);
        (times.AtRisk[1], times.Within(1, null).Share).Should().Be((10, 0.8), "of Wednesday's nothing can be told");
        Times(cells, Monday + 3).Observations.Should().Be(0);
    }

    [Fact]
    public void A_published_promise_is_kept_by_four_in_five()
    {
        LaneTimes times = LaneTimes.OfPromise(5, 8);
        (times.Within(4, null).Share, times.Within(8, null).Share, times.Within(16, null).Share).Should().Be((0, 0.8, 1));
        times.Quantile(0.8, null).Should().Be(8);
    }

    [Fact]
    public void An_estimate_counts_working_days_from_the_cut_off()
    {
        LaneData data = LaneDataTests.Read(
            new LaneFile("cutoffs.tsv", "lane\tweekday\ttime\tzone\nCN-US/a\tMon\t17:00\t+8\n"),
            new LaneFile("promises.tsv", "lane\tdays_from\tdays_to\nCN-US/a\t4\t4\n"),
            new LaneFile("holidays.tsv", "country\tdate\tname\nUS\t2026-01-15\tA day off\n"));
        LaneCandidate lane = new(new LaneKey("acme", "CN", "US", "a"), data.Of(new LaneKey("acme", "CN", "US", "a")));
        LaneEstimate estimate = DeliveryEstimates.Between(data, "CN", "US", [lane]).Of(lane, LaneDataTests.Ms("2026-01-08T00:00:00Z"))!;

        estimate.StartMs.Should().Be(LaneDataTests.Ms("2026-01-12T09:00:00Z"));
        // Tuesday, Wednesday, Friday and, after the weekend and Martin Luther King's Monday, Tuesday.
        estimate.P80Day.Should().Be((int)(LaneDataTests.Ms("2026-01-20T00:00:00Z") / 86_400_000));
        (estimate.P80Workdays, estimate.Level, estimate.Observations).Should().Be((4, EstimateLevel.Published, 0));
    }

    [Fact]
    public void The_level_says_where_the_times_come_from()
    {
        LaneCandidate Lane(string service, double observations) => new(new LaneKey("acme", "CN", "US", service), LaneTerms.None)
        {
            Times = LaneTimes.From(Enumerable.Repeat(observations, 61).ToArray(), Enumerable.Repeat(observations, 61).ToArray()),
        };
        LaneCandidate[] lanes = [Lane("thick", 8), Lane("thin", 7.9), Lane("new", 0)];
        DeliveryEstimates estimates = DeliveryEstimates.Between(LaneData.Empty, "CN", "US", lanes);
        lanes.Select(lane => estimates.Of(lane, 0)!.Level).Should().Equal(EstimateLevel.Lane, EstimateLevel.Corridor, EstimateLevel.Corridor);
        LaneCandidate alone = Lane("new", 0);
        LaneEstimate none = DeliveryEstimates.Between(LaneData.Empty, "CN", "US", [alone]).Of(alone, 0)!;
        (none.Level, none.P50Day).Should().Be((EstimateLevel.None, null));
    }

    private static LaneTimes Times(LaneCells cells, int today) => LaneTimes.Of(
        LaneDetails.Of(cells, today * 86_400_000L).Cohorts, static day => (day + 3) % 7 < 5, today * 86_400_000L);
}
