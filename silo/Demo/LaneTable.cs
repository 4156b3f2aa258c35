using System.Globalization;
using Shipments.V1;
using Spectre.Console;

namespace Shipments.Silo.Demo;

/// <summary>Lanes as a table: whether they are to be used, how many parcels, how fast, how reliable, and how good their windows were.</summary>
internal static class LaneTable
{
    private const string Nothing = "[grey]–[/]";

    private const double HoursOfADay = 24;

    /// <summary>Makes it.</summary>
    public static Table Of(IReadOnlyList<Lane> lanes)
    {
        Table table = new Table().RoundedBorder().Title("[bold]Lanes[/]");
        table.AddColumn(new TableColumn("Lane").NoWrap());
        table.AddColumn("Status");
        foreach (string column in (string[])
            ["Parcels,\ndelivered", "Door to door,\ndays: P50,\nP80, P95", "Export,\ntransport,\ndelivery", "Customs,\nhours", "Promise\nkept", "First\nattempt", "Windows held:\nP50, P80; off by"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (Lane lane in lanes)
        {
            LaneDetails details = lane.Details;
            table.AddRow(
                Markup.Escape(lane.Name["lanes/".Length..]),
                StatusOf(lane.Status),
                $"{Number(lane.ParcelsByPhase.Sum(phase => phase.Parcels))}, {Number(lane.Delivered)}",
                Quantiles(lane.DoorToDoor),
                $"{Leg(details, LaneLeg.Export)}, {Leg(details, LaneLeg.Transport)}, {Leg(details, LaneLeg.Delivery)}",
                Median(details.Customs?.Release, hoursOfUnit: 1),
                Share(details.OriginalPromise?.KeptShare, details.OriginalPromise?.Kept + details.OriginalPromise?.Missed),
                Share(details.FirstAttempt?.DeliveredShare, details.FirstAttempt?.Attempted),
                Windows(details.Estimates?.First));
        }

        return table;
    }

    // What an operator or a detector says of it, and since when.
    private static string StatusOf(LaneStatus status)
    {
        (string colour, string word) = status.State switch
        {
            LaneStatusState.Degraded => ("yellow", "degraded"),
            LaneStatusState.Suspended => ("red", "suspended"),
            LaneStatusState.Unspecified or LaneStatusState.Open => ("green", "open"),
        };
        string by = status.Source switch
        {
            LaneStatusSource.Operator => status.Note.Length == 0 ? "operator" : status.Note,
            LaneStatusSource.Detector => status.Proposal?.Detector.ToString() ?? "detector",
            LaneStatusSource.Unspecified => "",
        };
        return $"[{colour}]{word}[/]" + (by.Length == 0 ? "" : $"\n[grey]{Markup.Escape(by)}[/]");
    }

    // How often the first windows said held, and how far their middle was off.
    private static string Windows(WindowStats? stats) => stats is { Attempts: > 0 }
        ? string.Create(CultureInfo.InvariantCulture, $"{stats.InP50Share:0 %}, {stats.InP80Share:0 %}; {stats.MeanAbsoluteDays:0.0} d")
        : Nothing;

    private static string Quantiles(DurationStats? stats) =>
        stats is { Observations: > 0 } ? $"{Days(stats.P50Hours)}, {Days(stats.P80Hours)}, {Days(stats.P95Hours)}" : Nothing;

    private static string Leg(LaneDetails details, LaneLeg leg) =>
        Median(details.Legs.FirstOrDefault(stats => stats.Leg == leg)?.Duration, HoursOfADay);

    private static string Median(DurationStats? stats, double hoursOfUnit) =>
        stats is { Observations: > 0 } ? (stats.P50Hours / hoursOfUnit).ToString("0.0", CultureInfo.InvariantCulture) : Nothing;

    private static string Share(double? share, long? of) => of > 0 ? share!.Value.ToString("0 %", CultureInfo.InvariantCulture) : Nothing;

    private static string Days(double hours) => (hours / HoursOfADay).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
