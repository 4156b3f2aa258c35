using Shipments.Contracts.Messages;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Grains.Lanes;

namespace Shipments.Grains.Tests.Silence;

/// <summary>What a lane says of how long its parcels stay at their milestones.</summary>
public sealed class LaneDwellViewsTests
{
    [Fact]
    public void Nine_of_ten_are_within_the_time_and_what_is_older_than_all_kept_weeks_does_not_count()
    {
        LaneCells cells = new();
        for (int hours = 1; hours <= 100; hours++)
            cells.Add(Cell(week: 2_900 + (hours % 2), MilestoneKind.Departed, hours), 1);
        cells.Add(Cell(LaneCell.OlderWeek, MilestoneKind.Departed, 5_000), 1_000);
        cells.Add(Cell(week: 2_900, MilestoneKind.Arrived, 7), 3);
        cells.Add(new LaneCell(LaneMeasure.Leg, 2_900, (int)MilestoneKind.PickedUp, 5), 9);

        GetLaneReply reply = LaneDwellViews.Of(cells);

        reply.Dwells.Select(dwell => (dwell.Milestone, dwell.Observations)).Should().Equal(((int)MilestoneKind.Departed, 100), ((int)MilestoneKind.Arrived, 3));
        TimeSpan.FromMilliseconds(reply.Dwells[0].P90Ms).TotalHours.Should().BeApproximately(90, 0.9, "a quantile is 1 % off at most");
    }

    private static LaneCell Cell(int week, MilestoneKind milestone, int hours) =>
        new(LaneMeasure.Dwell, week, (int)milestone, LogBuckets.Of((long)TimeSpan.FromHours(hours).TotalMilliseconds));
}
