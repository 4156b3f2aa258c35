using Shipments.Domain.Choice.Data;
using Shipments.Domain.Eta;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Grains.Lanes;
using PublicDetails = Shipments.V1.LaneDetails;

namespace Shipments.Grains.Tests.Lanes;

public sealed class LaneDetailViewsTests
{
    private static readonly long Now = new DateTimeOffset(2026, 7, 20, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly int Week = LaneWeeks.Of(new DateTimeOffset(2026, 7, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());

    private readonly LaneCells _cells = new();

    [Fact]
    public void A_cohort_counts_in_calendar_days_and_in_those_its_destination_works()
    {
        // Picked up on Thursday, 2 July; delivered on Tuesday, 7 July. The United States keep the 4th on Friday.
        Add(LaneMeasure.DoorToDoorDays, Week, 3, 5, 4);
        Add(LaneMeasure.DoorToDoor, Week, 0, LogBuckets.Of(5 * 86_400_000), 4);
        Add(LaneMeasure.Outcome, Week, (int)LaneOutcome.Delivered, 0, 4);
        Add(LaneMeasure.Outcome, Week, (int)LaneOutcome.Lost, 0, 1);
        V1.PostingCohort cohort = View("US").Cohorts.Should().ContainSingle().Subject;

        (cohort.WeekStart, cohort.Outcomes.PickedUp, cohort.Outcomes.DeliveredShare, cohort.Outcomes.LostShare).Should().Be(("2026-06-29", 5, 0.8, 0.2));
        cohort.CalendarDays.Should().Be(new V1.DayStats { Observations = 4, P50Days = 5, P80Days = 5, P95Days = 5 });
        cohort.WorkingDays.Should().Be(new V1.DayStats { Observations = 4, P50Days = 2, P80Days = 2, P95Days = 2 });
        View("ZZ").Cohorts.Single().WorkingDays.P50Days.Should().Be(3);
        View("US").Outcomes.Should().Be(cohort.Outcomes);
    }

    [Fact]
    public void Quantiles_of_days_are_exact()
    {
        for (int days = 1; days <= 20; days++)
            Add(LaneMeasure.DoorToDoorDays, Week, 0, days, 1);
        V1.DayStats days20 = View("ZZ").Cohorts.Single().CalendarDays;
        (days20.Observations, days20.P50Days, days20.P80Days, days20.P95Days).Should().Be((20, 10, 16, 19));
    }

    [Fact]
    public void What_was_never_counted_is_zero_and_no_error()
    {
        PublicDetails empty = View("US");
        empty.OriginalPromise.Should().Be(new V1.PromiseStats());
        empty.SettledOutcomes.Should().Be(new V1.SettledOutcomes { Outcomes = new V1.OutcomeStats() });
        (empty.Backlog.Count, empty.Cohorts.Count, empty.ScanCompliance.Count, empty.Dwells.Count).Should().Be((0, 0, 0, 0));
        empty.Legs.Select(leg => (leg.Leg, leg.Duration.Observations)).Should().Equal(
            (V1.LaneLeg.Export, 0), (V1.LaneLeg.Transport, 0), (V1.LaneLeg.Delivery, 0));
    }

    [Fact]
    public void Legs_are_told_apart_by_the_four_weeks_they_began_in()
    {
        int period = LaneWeeks.PeriodOf(Now);
        Add(LaneMeasure.Leg, period - 4, (int)LaneLeg.Export, LogBuckets.Of(86_400_000), 3);
        Add(LaneMeasure.Leg, period, (int)LaneLeg.Export, LogBuckets.Of(3 * 86_400_000), 2);
        Add(LaneMeasure.Leg, period, (int)LaneLeg.Delivery, LogBuckets.Of(86_400_000), 1);
        Add(LaneMeasure.Leg, LaneCell.OlderWeek, (int)LaneLeg.Export, LogBuckets.Of(86_400_000), 9);
        PublicDetails details = View("US");

        details.Legs.Select(leg => leg.Duration.Observations).Should().Equal(5, 0, 1);
        details.Legs[0].Periods.Select(of => (of.Start, of.Duration.Observations)).Should().Equal(("2026-06-22", 3), ("2026-07-20", 2));
        details.Legs[0].Periods.Select(of => Math.Round(of.Duration.P50Hours / 24)).Should().Equal(1, 3);
        (details.Legs[1].Periods.Count, details.Legs[2].Periods.Single().Start).Should().Be((0, "2026-07-20"));
    }

    [Fact]
    public void An_operator_s_holidays_are_no_working_days_from_the_moment_they_are_read()
    {
        // As above, and the 7th is a day off.
        Add(LaneMeasure.DoorToDoorDays, Week, 3, 5, 1);
        LaneState state = new();
        state.Apply(0, 0, 1, 0, _cells, Now, Now);
        LaneViewCache views = new();
        LaneData data = LaneDataReader.Read([new LaneFile("holidays.tsv", "country\tdate\tname\nUS\t2026-07-07\tA day off\n")], out _)!;
        int Working(LaneData files) => views.Get(new LaneKey("acme", "CN", "US", "std"), state, files, true, Now).Lane.Details.Cohorts.Single().WorkingDays.P50Days;

        (Working(LaneData.Empty), Working(data), Working(LaneData.Empty)).Should().Be((2, 1, 2));
    }

    [Fact]
    public void Stopped_at_the_customs_are_those_that_wait_for_papers_money_or_a_decision()
    {
        foreach (CustomsStatus status in Enum.GetValues<CustomsStatus>().Where(status => status != CustomsStatus.None))
            Add(LaneMeasure.Customs, 0, 0, (int)status, 1);
        V1.CustomsStats customs = View("US").Customs;
        (customs.Statuses.Count, customs.Stopped, customs.StoppedShare).Should().Be((13, 7, Math.Round(7 / 13.0, 4)));
    }

    [Fact]
    public void Estimates_show_how_many_attempts_they_covered_and_how_far_they_were_off()
    {
        int period = LaneWeeks.PeriodOf(Now);
        foreach (int part in (int[])[0, 1, 2])
        {
            Add(LaneMeasure.EstimateGap, period, part, DayGaps.Zero - 3, 6);
            Add(LaneMeasure.EstimateGap, period, part, DayGaps.Zero + 4, 4);
        }

        Add(LaneMeasure.Announcements, period, 0, 3, 10);
        Add(LaneMeasure.Window, Week, (int)EtaPoint.Departed, 4, 8);
        Add(LaneMeasure.Window, Week, (int)EtaPoint.Departed, 2, 2);
        Add(LaneMeasure.CustomsStopped, period, 0, 0, 3);
        Add(LaneMeasure.CustomsStopped, period, 1, 0, 1);
        V1.EstimateStats estimates = View("US").Estimates;

        (estimates.Parcels, estimates.MeanAnnouncements, estimates.Last.Attempts).Should().Be((10, 3, 0));
        (estimates.First.Attempts, estimates.First.InP50Share, estimates.First.InP80Share).Should().Be((10, 0.6, 0.6));

        // Half days: six attempts 1.75 days early, four 1.75 days late.
        (estimates.First.MeanAbsoluteDays, estimates.First.BiasDays).Should().Be((1.75, -0.35));
        (estimates.First.PinballP50Days, estimates.First.PinballP80Days).Should().Be((0.875, 0.77));
        estimates.Points.Should().Equal(new V1.PointWindowStats { Milestone = V1.MilestoneKind.Departed, Attempts = 10, InP80Share = 0.8 });
        (View("US").Customs.EverStopped, View("US").Customs.EverStoppedShare).Should().Be((1, 0.25));
    }

    [Fact]
    public void Ages_have_their_bounds_and_the_last_has_no_end()
    {
        int week = LaneWeeks.Of(Now);
        Add(LaneMeasure.Backlog, week, (int)Phase.Departed, 0, 2);
        Add(LaneMeasure.Backlog, LaneCell.OlderWeek, (int)Phase.Departed, 3, 1);
        V1.BacklogPhase phase = View("US").Backlog.Single();
        (phase.Phase, phase.Parcels).Should().Be((V1.Phase.Departed, 3));
        phase.Ages.Should().Equal(new V1.AgeCount { DaysFrom = 0, DaysTo = 1, Parcels = 2 }, new V1.AgeCount { DaysFrom = 61, Parcels = 1 });
    }

    private void Add(LaneMeasure measure, int week, int part, int bucket, long count) => _cells.Add(new LaneCell(measure, week, part, bucket), count);

    private PublicDetails View(string destination) =>
        LaneDetailViews.Of(LaneDetails.Of(_cells, Now), WorkCalendar.Of(destination).IsWorkday);
}
