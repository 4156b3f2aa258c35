using Shipments.V1;

namespace Shipments.Silo.Demo;

/// <summary>How fast lanes are.</summary>
internal static class LaneSpeed
{
    private const string About = "Parcels: all, and those delivered. Door to door: days that half, 80 % and 95 % took at most. Longest stay: days that half stood "
        + "behind the milestone where they stand longest. News: hours after which half of the scans were told. Windows held: first attempts within the "
        + "carrier's first window; below, by the P80 that Shipments said first.";

    private const string NoneDelivered = "door to door: nothing was delivered yet.";

    private const string NoDwell = "longest stay: no parcel reached a second milestone.";

    private const string NoScan = "news: no scan tells its time zone.";

    private const string NoPromise = "the carrier's windows: it said none for a parcel that was tried.";

    private const string NoEstimate = "windows of Shipments: no tried parcel had one. They come from a lane's past, and are announced for parcels that change a minute or "
        + "more after that was counted; these lived before.";

    /// <summary>Makes the table.</summary>
    public static LaneTable Of(IEnumerable<Lane> lanes)
    {
        LaneTable table = new("Lanes: speed", About, "Parcels", "Door to door, d\nP50  P80  P95", "Longest\nstay", "News\nafter", "Windows\nheld");
        foreach (Lane lane in lanes)
        {
            LaneDetails details = lane.Details;
            table.Add(
                lane,
                $"{LaneTable.Number(lane.ParcelsByPhase.Sum(phase => phase.Parcels))}\n{LaneTable.Number(lane.Delivered)}",
                Quantiles(table, lane.DoorToDoor),
                LongestStay(table, details),
                details.DataLatency is { Observations: > 0 } latency ? LaneTable.Decimal(latency.P50Hours) + " h" : table.Nothing(NoScan),
                table.Share(details.OriginalPromise?.InsideShare, details.OriginalPromise?.Kept + details.OriginalPromise?.Missed, NoPromise)
                    + "\n" + table.Share(details.Estimates?.First?.InP80Share, details.Estimates?.First?.Attempts, NoEstimate));
        }

        return table;
    }

    private static string Quantiles(LaneTable table, DurationStats? stats) => stats is { Observations: > 0 }
        ? $"{LaneTable.Days(stats.P50Hours)} {LaneTable.Days(stats.P80Hours)} {LaneTable.Days(stats.P95Hours)}"
        : table.Nothing(NoneDelivered);

    private static string LongestStay(LaneTable table, LaneDetails details) =>
        details.Dwells.Where(dwell => dwell.Duration is { Observations: > 0 }).MaxBy(dwell => dwell.Duration.P50Hours) is { } longest
            ? $"{LaneTable.Days(longest.Duration.P50Hours)}\n[grey]{LaneTable.Word(longest.Milestone)}[/]"
            : table.Nothing(NoDwell);
}
