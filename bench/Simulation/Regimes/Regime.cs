using System.Globalization;
using Shipments.Bench.Simulation.Networks;

namespace Shipments.Bench.Simulation.Regimes;

/// <summary>Something that changes the network for a time.</summary>
/// <param name="Kind">What it changes.</param>
/// <param name="Name">What people call it.</param>
/// <param name="From">Its begin, in seconds from that of the world.</param>
/// <param name="To">Its end.</param>
/// <param name="Where">Where it applies.</param>
/// <param name="Strength">How strong it is; its meaning depends on the kind.</param>
/// <param name="Hours">Hours, where the kind has some.</param>
/// <param name="Weekdays">Of a timetable: a bit for each weekday, Monday's the lowest; else 0.</param>
/// <param name="DepartsAtMinute">Of a timetable: the local time.</param>
internal sealed record Regime(
    RegimeKind Kind, string Name, int From, int To, RegimePlace Where, double Strength, double Hours, int Weekdays, int DepartsAtMinute)
{
    public static readonly string[] Columns = ["kind", "name", "from", "to", "where", "strength", "hours", "days", "departs"];

    private static readonly string[] Kinds =
    [
        "closed_corridor", "customs_rule", "late_scans", "missed_scans", "strike", "demand", "capacity", "timetable", "flight_delay", "losses", "attempts",
    ];

    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>Whether it is in force.</summary>
    public bool IsAt(int at) => at >= From && at < To;

    /// <summary>Reads one.</summary>
    /// <param name="row">The line.</param>
    /// <param name="start">The begin of the world.</param>
    public static Regime Read(TableRow row, DateTimeOffset start)
    {
        RegimeKind kind = (RegimeKind)row.OneOf("kind", Kinds);
        int from = Time(row, "from", start);
        int to = Time(row, "to", start);
        if (to <= from)
            throw row.Fault(row.Raw("to"), "it ends before it begins.");
        bool isTimetable = kind == RegimeKind.Timetable;
        bool hasHours = kind is RegimeKind.CustomsRule or RegimeKind.LateScans or RegimeKind.FlightDelay;
        return new Regime(
            kind, row.Text("name"), from, to, RegimePlace.Read(row), isTimetable ? 1 : row.Number("strength", 0, StrengthMax(kind)),
            hasHours ? row.Number("hours", 0, 2_000) : 0, isTimetable ? row.Weekdays("days") : 0, isTimetable ? row.Minutes("departs") : 0);
    }

    private static double StrengthMax(RegimeKind kind) => kind is RegimeKind.Demand or RegimeKind.Capacity or RegimeKind.Losses ? 100 : 1;

    // +20 is twenty days after the begin of the world, +20.5 half a day later.
    private static int Time(TableRow row, string column, DateTimeOffset start)
    {
        string text = row.Raw(column);
        double seconds;
        if (text.StartsWith('+') && double.TryParse(text.AsSpan(1), NumberStyles.Float, CultureInfo.InvariantCulture, out double days))
            seconds = days * 86_400;
        else if (DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day))
            seconds = (day - start.UtcDateTime).TotalSeconds;
        else
            throw row.Fault(text, $"the column {column} is a date in UTC such as 2026-11-20 or 2026-11-20T06:00, or days after the begin such as +20.");
        return Math.Abs(seconds) <= int.MaxValue / 2 ? (int)seconds : throw row.Fault(text, $"the column {column} is too far from the begin of the world.");
    }
}
