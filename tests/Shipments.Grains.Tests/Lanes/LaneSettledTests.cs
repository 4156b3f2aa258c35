using Shipments.Domain.Lanes;
using Shipments.Grains.Lanes;
using Shipments.V1;
using LaneDetails = Shipments.Domain.Lanes.LaneDetails;

namespace Shipments.Grains.Tests.Lanes;

/// <summary>Shares of what became of parcels are of weeks whose parcels have had their time.</summary>
public sealed class LaneSettledTests
{
    private const long Day = 86_400_000;

    // The week of Monday, 22 June 2026.
    private static readonly int First = LaneWeeks.Of(Ms(22, 6));

    private readonly LaneCells _cells = new();

    [Fact]
    public void Young_weeks_are_in_no_settled_share()
    {
        Count(First, delivered: 196, days: 5, lost: 2, returned: 1, destroyed: 1);
        Count(First + 1, delivered: 97, days: 5, lost: 3);
        Count(First + 2, delivered: 40, days: 8, lost: 1, open: 59);
        SettledOutcomes settled = View(Ms(20, 7)).SettledOutcomes;

        // Of 333 deliveries the 330th took eight days: the third week ends on the 13th, and is settled from the 22nd on.
        (settled.Weeks, settled.NewestWeekStart, settled.P99Observations).Should().Be((2, "2026-06-29", 333));
        settled.P99Hours.Should().Be(Math.Round(LogBuckets.ValueMs(LogBuckets.Of(8 * Day)) / 3_600_000, 4)).And.BeApproximately(192, 1.92);
        settled.Outcomes.Should().Be(new OutcomeStats
        {
            PickedUp = 300, Delivered = 293, Returned = 1, Lost = 5, Destroyed = 1,
            DeliveredShare = 0.9767, ReturnedShare = 0.0033, LostShare = 0.0167, DestroyedShare = 0.0033,
        });
        View(Ms(20, 7)).Outcomes.LostShare.Should().Be(0.015, "all weeks together are not settled");
    }

    [Fact]
    public void A_week_is_settled_when_the_time_has_passed_since_its_last_day_and_not_before()
    {
        Count(First, delivered: 10, days: 8, lost: 1);
        View(Ms(6, 7)).SettledOutcomes.Weeks.Should().Be(0);
        SettledOutcomes settled = View(Ms(8, 7)).SettledOutcomes;
        (settled.Weeks, settled.Outcomes.PickedUp, settled.Outcomes.LostShare).Should().Be((1, 11, 0.0909));
    }

    [Fact]
    public void While_no_week_is_settled_all_is_zero_but_the_time_that_is_waited_for()
    {
        Count(First, delivered: 10, days: 8, lost: 5);
        SettledOutcomes settled = View(Ms(1, 7)).SettledOutcomes;
        (settled.Weeks, settled.NewestWeekStart, settled.P99Observations).Should().Be((0, "", 10));
        settled.P99Hours.Should().BeApproximately(192, 1.92);
        settled.Outcomes.Should().Be(new OutcomeStats());
        View(Ms(1, 7)).Outcomes.LostShare.Should().Be(0.3333);
    }

    [Fact]
    public void Without_a_delivery_nobody_knows_how_long_to_wait_and_no_week_is_settled()
    {
        Count(First, delivered: 0, days: 0, lost: 5);
        View(Ms(30, 7)).SettledOutcomes.Should().Be(new SettledOutcomes { Outcomes = new OutcomeStats() });
    }

    private static long Ms(int day, int month) => new DateTimeOffset(2026, month, day, 12, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private void Count(int week, int delivered, int days, int lost, int returned = 0, int destroyed = 0, int open = 0)
    {
        if (delivered > 0)
            _cells.Add(new LaneCell(LaneMeasure.DoorToDoor, week, 0, LogBuckets.Of(days * Day)), delivered);
        foreach ((LaneOutcome outcome, int parcels) in ((LaneOutcome, int)[])[(LaneOutcome.Delivered, delivered), (LaneOutcome.Lost, lost),
            (LaneOutcome.Returned, returned), (LaneOutcome.Destroyed, destroyed), (LaneOutcome.Open, open)])
            _cells.Add(new LaneCell(LaneMeasure.Outcome, week, (int)outcome, 0), parcels);
    }

    private V1.LaneDetails View(long nowMs) => LaneDetailViews.Of(LaneDetails.Of(_cells, nowMs), static _ => true);
}
