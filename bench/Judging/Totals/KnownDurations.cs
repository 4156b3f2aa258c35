using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;
using Shipments.Journal.V1;

namespace Shipments.Bench.Judging.Totals;

/// <summary>From the pick-up to the delivery of each parcel of a lane, as the product itself knows both: what the lane's sketch was fed, kept exactly.</summary>
internal sealed class KnownDurations
{
    private readonly List<(int Week, long Ms)> _all = [];

    /// <summary>Adds a parcel as it stands; one that is merged counts in another.</summary>
    public void Add(ParcelDecided decided)
    {
        long began = FirstMs(decided, MilestoneKind.PickedUp);
        long ended = FirstMs(decided, MilestoneKind.Delivered);
        if (!decided.Merged && began != 0 && ended >= began)
            _all.Add((LaneWeeks.Of(began), ended - began));
    }

    /// <summary>How many there are of the weeks that the lane still keeps apart.</summary>
    /// <param name="weekFloor">The first of these weeks.</param>
    public int Count(int weekFloor) => _all.Count(known => known.Week >= weekFloor);

    /// <summary>The duration that a share of them lies at or below, in days; null without any.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="weekFloor">The first week that counts.</param>
    public double? Days(double share, int weekFloor)
    {
        long[] sorted = [.. _all.Where(known => known.Week >= weekFloor).Select(known => known.Ms).Order()];
        return sorted.Length == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)] / 86_400_000.0;
    }

    private static long FirstMs(ParcelDecided decided, MilestoneKind kind)
    {
        foreach (MilestoneRecord milestone in decided.Milestones)
        {
            if (milestone.Kind == (int)kind)
                return milestone.FirstMs;
        }

        return 0;
    }
}
