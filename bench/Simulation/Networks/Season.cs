using System.Globalization;

namespace Shipments.Bench.Simulation.Networks;

/// <summary>How many parcels are sent at a time, as a multiple of a usual day.</summary>
/// <param name="IsWeekday">Whether it is about weekdays, 1 to 7, and not about days of the year as month times 100 plus day.</param>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Origin">A country, or * for all.</param>
/// <param name="Factor">The multiple.</param>
internal sealed record Season(bool IsWeekday, int From, int To, string Origin, double Factor)
{
    public static readonly string[] Columns = ["kind", "from", "to", "origin", "factor"];

    public static Season Read(TableRow row)
    {
        bool isWeekday = row.OneOf("kind", "weekday", "date") == 0;
        int from = isWeekday ? row.Whole("from", 1, 7) : DayOf(row, "from");
        int to = isWeekday ? row.Whole("to", 1, 7) : DayOf(row, "to");
        return to < from
            ? throw row.Fault(row.Raw("to"), "it ends before it begins.")
            : new Season(isWeekday, from, to, row.Text("origin"), row.Number("factor", 0, 1_000));
    }

    /// <summary>The multiple it gives to a day.</summary>
    public double FactorOn(DateTime day, string origin)
    {
        int at = IsWeekday ? (((int)day.DayOfWeek + 6) % 7) + 1 : (day.Month * 100) + day.Day;
        return at >= From && at <= To && (Origin == "*" || Origin == origin) ? Factor : 1;
    }

    private static int DayOf(TableRow row, string column) =>
        DateTime.TryParseExact("2024-" + row.Raw(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            ? (day.Month * 100) + day.Day
            : throw row.Fault(row.Raw(column), $"the column {column} is a day of the year such as 11-11.");
}
