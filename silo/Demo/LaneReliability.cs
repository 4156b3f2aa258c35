using Shipments.V1;

namespace Shipments.Silo.Demo;

/// <summary>How reliable lanes are.</summary>
internal static class LaneReliability
{
    private const int OldDays = 8;

    private const string About = "On time: first attempts by the end of the window first promised; below, how many days deliveries were off it. First attempt: delivered "
        + "at it. Customs: parcels they ever stopped; below, hours that half took to be released. Lost, back: of the parcels picked up. Open: ordered or on "
        + "their way now; below, those without a milestone for 8 days or more. Scanned least: the milestone that most delivered parcels lack a scan of.";

    private const string NoPromise = "on time: no parcel with a promise was tried yet.";

    private const string NoAttempt = "first attempt: nobody tried to deliver yet.";

    private const string NonePickedUp = "customs stops, lost, back: nothing was picked up.";

    private const string NoRelease = "customs hours: nothing that the customs began with was released.";

    private const string NoneDelivered = "scanned least: nothing was delivered yet.";

    // What every parcel passes between the door of the sender and that of the recipient.
    private static readonly MilestoneKind[] s_expected =
    [
        MilestoneKind.ExportCustomsReleased, MilestoneKind.Departed, MilestoneKind.Arrived, MilestoneKind.ImportCustomsStarted,
        MilestoneKind.ImportCustomsReleased, MilestoneKind.LastMileAccepted, MilestoneKind.OutForDelivery,
    ];

    /// <summary>Makes the table.</summary>
    public static LaneTable Of(IEnumerable<Lane> lanes)
    {
        LaneTable table = new(
            "Lanes: reliability", About, "On time\nEDD off", "First\nattempt", "Customs\nstopped", "Lost,\nback", "Open,\n≥ 8 d", "Scanned\nleast");
        foreach (Lane lane in lanes)
        {
            LaneDetails details = lane.Details;
            table.Add(
                lane,
                OnTime(table, details.OriginalPromise),
                table.Share(details.FirstAttempt?.DeliveredShare, details.FirstAttempt?.Attempted, NoAttempt),
                Customs(table, details),
                LostAndBack(table, details.Outcomes),
                Open(details),
                ScannedLeast(table, lane));
        }

        return table;
    }

    private static string OnTime(LaneTable table, PromiseStats? promise) =>
        table.Share(promise?.KeptShare, promise?.Kept + promise?.Missed, NoPromise)
        + (promise is { Deliveries: > 0 } ? $"\n{LaneTable.Decimal(promise.MeanAbsoluteDays)} d" : "");

    private static string Customs(LaneTable table, LaneDetails details) =>
        table.Share(details.Customs?.EverStoppedShare, details.Outcomes?.PickedUp, NonePickedUp)
        + (details.Customs?.Release is { Observations: > 0 } release ? $"\n{LaneTable.Decimal(release.P50Hours)} h" : "\n" + table.Nothing(NoRelease));

    private static string LostAndBack(LaneTable table, OutcomeStats? outcomes) =>
        table.Share(outcomes?.LostShare, outcomes?.PickedUp, NonePickedUp) + "\n" + table.Share(outcomes?.ReturnedShare, outcomes?.PickedUp, NonePickedUp);

    private static string Open(LaneDetails details) =>
        LaneTable.Number(details.Backlog.Sum(phase => phase.Parcels)) + "\n"
        + LaneTable.Number(details.Backlog.SelectMany(phase => phase.Ages).Where(age => age.DaysFrom >= OldDays).Sum(age => age.Parcels));

    // Milestones of which nobody told are left out in the answer: none of the delivered parcels has them.
    private static string ScannedLeast(LaneTable table, Lane lane)
    {
        if (lane.Details.ScanCompliance.Count == 0)
            return table.Nothing(NoneDelivered);
        (MilestoneKind milestone, double share) = s_expected
            .Select(kind => (kind, lane.Details.ScanCompliance.FirstOrDefault(found => found.Milestone == kind)?.Share ?? 0))
            .MinBy(found => found.Item2);
        return $"{LaneTable.Percent(share)}\n[grey]{LaneTable.Word(milestone)}[/]";
    }
}
