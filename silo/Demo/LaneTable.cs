using System.Globalization;
using Shipments.V1;
using Spectre.Console;

namespace Shipments.Silo.Demo;

/// <summary>Lanes as a table: how many parcels, how fast, how reliable.</summary>
internal static class LaneTable
{
    private const string Nothing = "[grey]–[/]";

    private const double HoursOfADay = 24;

    /// <summary>Makes it.</summary>
    public static Table Of(IReadOnlyList<Lane> lanes)
    {
        Table table = new Table().RoundedBorder().Title("[bold]Lanes[/]");
        table.AddColumn("Lane");
        foreach (string column in (string[])
            ["Parcels", "Delivered", "Door to door, days\nP50 / P80 / P95", "Export", "Transport", "Delivery", "Promise\nkept", "First\nattempt", "Customs,\nhours"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (Lane lane in lanes)
        {
            LaneDetails details = lane.Details;
            table.AddRow(
                Markup.Escape(lane.Name["lanes/".Length..]),
                Number(lane.ParcelsByPhase.Sum(phase => phase.Parcels)),
                Number(lane.Delivered),
                Quantiles(lane.DoorToDoor),
                Leg(details, LaneLeg.Export),
                Leg(details, LaneLeg.Transport),
                Leg(details, LaneLeg.Delivery),
                Share(details.OriginalPromise?.KeptShare, details.OriginalPromise?.Kept + details.OriginalPromise?.Missed),
                Share(details.FirstAttempt?.DeliveredShare, details.FirstAttempt?.Attempted),
                Median(details.Customs?.Release, hoursOfUnit: 1));
        }

        return table;
    }

    private static string Quantiles(DurationStats? stats) =>
        stats is { Observations: > 0 } ? $"{Days(stats.P50Hours)} / {Days(stats.P80Hours)} / {Days(stats.P95Hours)}" : Nothing;

    private static string Leg(LaneDetails details, LaneLeg leg) =>
        Median(details.Legs.FirstOrDefault(stats => stats.Leg == leg)?.Duration, HoursOfADay);

    private static string Median(DurationStats? stats, double hoursOfUnit) =>
        stats is { Observations: > 0 } ? (stats.P50Hours / hoursOfUnit).ToString("0.0", CultureInfo.InvariantCulture) : Nothing;

    private static string Share(double? share, long? of) => of > 0 ? share!.Value.ToString("0 %", CultureInfo.InvariantCulture) : Nothing;

    private static string Days(double hours) => (hours / HoursOfADay).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
