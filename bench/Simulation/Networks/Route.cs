namespace Shipments.Bench.Simulation.Networks;

/// <summary>Flights from a gate to a country's customs.</summary>
/// <param name="Index">Its place among all.</param>
/// <param name="Name">Its name.</param>
/// <param name="From">The gate.</param>
/// <param name="To">The customs office behind the airport.</param>
/// <param name="Weekdays">A bit for each weekday on which one leaves, Monday's the lowest.</param>
/// <param name="DepartsAtMinute">Local time at the gate.</param>
/// <param name="CutOffSeconds">A parcel must be ready so long before.</param>
/// <param name="FlightSeconds">How long it takes.</param>
/// <param name="Headroom">Room, as a multiple of the usual flow.</param>
/// <param name="LateShare">Share that leaves late.</param>
/// <param name="LateHours">By how many hours on average.</param>
/// <param name="DroppedShare">Share that does not leave.</param>
internal sealed record Route(
    int Index, string Name, Office From, Office To, int Weekdays, int DepartsAtMinute, int CutOffSeconds, int FlightSeconds, double Headroom,
    double LateShare, double LateHours, double DroppedShare)
{
    public static readonly string[] Columns =
        ["route", "from", "to", "days", "departs", "cut_off", "flight", "headroom", "late", "late_hours", "dropped"];

    public static Route Read(TableRow row, int index, Func<TableRow, string, OfficeRole, Office> office) => new(
        index, row.Text("route"), office(row, "from", OfficeRole.Gate), office(row, "to", OfficeRole.Customs), row.Weekdays("days"),
        row.Minutes("departs"), (int)(row.Number("cut_off", 0, 72) * 3600), (int)(row.Number("flight", 0.5, 500) * 3600),
        row.Number("headroom", 0.1, 100), row.Share("late"), row.Number("late_hours", 0, 200), row.Share("dropped"));
}
