using Shipments.Contracts.Messages;
using Shipments.Domain.Lanes;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Lanes;

/// <summary>How long parcels of a lane stay at each milestone.</summary>
internal static class LaneDwellViews
{
    private const double Share = 0.9;

    /// <summary>Makes the answer.</summary>
    public static GetLaneReply Of(LaneCells cells)
    {
        SortedDictionary<int, QuantileSketch> dwells = [];
        foreach ((LaneCell cell, long count) in cells.Sorted())
        {
            if (cell.Measure != LaneMeasure.Dwell || cell.Week == LaneCell.OlderWeek)
                continue;
            if (!dwells.TryGetValue(cell.Part, out QuantileSketch? dwell))
                dwells[cell.Part] = dwell = new QuantileSketch();
            dwell.AddBucket(cell.Bucket, count);
        }

        GetLaneReply reply = new() { Header = CallHeaders.Ok };
        foreach ((int milestone, QuantileSketch dwell) in dwells)
        {
            if (dwell.Quantile(Share) is { } p90)
                reply.Dwells.Add(new LaneDwell { Milestone = milestone, Observations = dwell.Count, P90Ms = (long)p90 });
        }

        return reply;
    }
}
