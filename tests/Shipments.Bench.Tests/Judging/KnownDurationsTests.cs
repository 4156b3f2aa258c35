using Shipments.Bench.Judging.Totals;
using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Tests.Judging;

public sealed class KnownDurationsTests
{
    private const long Day = 86_400_000;
    private const long Begin = 20_000 * Day;

    [Fact]
    public void Quantiles_are_those_of_the_times_themselves()
    {
        KnownDurations known = new();
        for (int days = 10; days >= 1; days--)
            known.Add(Parcel(Begin, Begin + (days * Day)));
        new[] { 0.0, 0.5, 0.51, 0.8, 0.95, 1 }.Select(share => known.Days(share, 0)).Should().Equal(1, 5, 6, 8, 10, 10);
    }

    [Fact]
    public void What_the_lane_does_not_count_is_left_out()
    {
        KnownDurations known = new();
        known.Add(Parcel(Begin, Begin - 1));
        known.Add(Parcel(Begin, 0));
        known.Add(Parcel(0, Begin));
        ParcelDecided merged = Parcel(Begin, Begin + Day);
        merged.Merged = true;
        known.Add(merged);
        known.Count(0).Should().Be(0);
        known.Days(0.5, 0).Should().BeNull();
    }

    [Fact]
    public void Weeks_that_the_lane_does_not_keep_apart_any_more_do_not_count()
    {
        KnownDurations known = new();
        known.Add(Parcel(Begin, Begin + Day));
        known.Add(Parcel(Begin + (7 * Day), Begin + (10 * Day)));
        int week = LaneWeeks.Of(Begin);
        known.Days(0.5, week).Should().Be(1);
        known.Days(0.5, week + 1).Should().Be(3);
        known.Days(0.5, week + 2).Should().BeNull();
    }

    private static ParcelDecided Parcel(long pickedUpMs, long deliveredMs)
    {
        ParcelDecided decided = new();
        if (pickedUpMs != 0)
            decided.Milestones.Add(new MilestoneRecord { Kind = (int)MilestoneKind.PickedUp, FirstMs = pickedUpMs });
        if (deliveredMs != 0)
            decided.Milestones.Add(new MilestoneRecord { Kind = (int)MilestoneKind.Delivered, FirstMs = deliveredMs });
        return decided;
    }
}
