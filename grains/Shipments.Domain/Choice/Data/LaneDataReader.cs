using System.Globalization;
using Shipments.Domain.Scans;
using Shipments.Domain.Tables;

namespace Shipments.Domain.Choice.Data;

/// <summary>Reads an operator's files of lanes whole, and tells every fault with file, line and value.</summary>
public static class LaneDataReader
{
    /// <summary>The greatest weight of a tariff: 1,000 kg, in grams.</summary>
    public const int GramsMax = 1_000_000;

    private static readonly string[] TariffColumns = ["lane", "over_grams", "to_grams", "currency", "amount"];
    private static readonly string[] CutOffColumns = ["lane", "weekday", "time", "zone"];
    private static readonly string[] CapacityColumns = ["lane", "parcels_a_day"];
    private static readonly string[] PromiseColumns = ["lane", "days_from", "days_to"];
    private static readonly string[] CustomsColumns = ["lane", "stopped_share"];
    private static readonly string[] HolidayColumns = ["country", "date", "name"];
    private static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>The names of all files there may be.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["capacities.tsv", "customs.tsv", "cutoffs.tsv", "holidays.tsv", "promises.tsv", "tariffs.tsv"];

    /// <summary>Reads the files.</summary>
    /// <param name="files">Each at most once.</param>
    /// <param name="faults">Every fault: file, line, column and value.</param>
    /// <returns>Null when there is a fault.</returns>
    public static LaneData? Read(IEnumerable<LaneFile> files, out IReadOnlyList<string> faults)
    {
        List<TableFault> wrong = [];
        List<string> unknown = [];
        Dictionary<string, LaneTerms> lanes = new(StringComparer.Ordinal);
        HashSet<(string, int)> holidays = [];
        foreach (LaneFile file in files)
        {
            if (Names.Contains(file.Name))
                Read(file, lanes, holidays, wrong);
            else
                unknown.Add($"{file.Name}: is none of {string.Join(", ", Names)}.");
        }

        faults = [.. unknown, .. wrong.Select(fault => fault.ToString())];
        return faults.Count == 0 ? new LaneData(lanes, holidays) : null;
    }

    private static void Read(LaneFile file, Dictionary<string, LaneTerms> lanes, HashSet<(string, int)> holidays, List<TableFault> faults)
    {
        switch (file.Name)
        {
            case "tariffs.tsv":
                ReadTariffs(file, lanes, faults);
                break;
            case "cutoffs.tsv":
                ReadCutOffs(file, lanes, faults);
                break;
            case "capacities.tsv":
                ReadEach(file, CapacityColumns, lanes, faults, static (row, terms) =>
                    row.Whole(1, 0, 100_000_000) is { } parcels ? terms with { ParcelsPerDay = parcels } : null);
                break;
            case "promises.tsv":
                ReadEach(file, PromiseColumns, lanes, faults, static (row, terms) =>
                    row.Whole(1, 0, 120) is { } from && row.Whole(2, from, 120) is { } to ? terms with { Promise = (from, to) } : null);
                break;
            case "customs.tsv":
                ReadEach(file, CustomsColumns, lanes, faults, static (row, terms) =>
                    row.Number(1, 0, 1) is { } share ? terms with { CustomsStoppedShare = (double)share } : null);
                break;
            case "holidays.tsv":
                ReadHolidays(file, holidays, faults);
                break;
        }
    }

    // One row a lane.
    private static void ReadEach(
        LaneFile file, string[] columns, Dictionary<string, LaneTerms> lanes, List<TableFault> faults, Func<LaneRow, LaneTerms, LaneTerms?> read)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (LaneRow row in LaneTable.Read(file, columns, faults))
        {
            if (row.Lane(0) is not { } lane)
                continue;
            if (!seen.Add(lane))
                row.Fault(0, "stands there twice.");
            else if (read(row, lanes.GetValueOrDefault(lane, LaneTerms.None)) is { } terms)
                lanes[lane] = terms;
        }
    }

    private static void ReadTariffs(LaneFile file, Dictionary<string, LaneTerms> lanes, List<TableFault> faults)
    {
        Dictionary<string, List<(int Over, int To, Price Price)>> bands = new(StringComparer.Ordinal);
        foreach (LaneRow row in LaneTable.Read(file, TariffColumns, faults))
        {
            if (row.Lane(0) is not { } lane || row.Whole(1, 0, GramsMax) is not { } over || row.Whole(2, over + 1, GramsMax) is not { } to
                || row.Letters(3, 3, "currency") is not { } currency || row.Number(4, 0, 1_000_000) is not { } amount)
                continue;
            if (!bands.TryGetValue(lane, out List<(int Over, int To, Price Price)>? known))
                bands[lane] = known = [];
            if (known.Exists(band => over < band.To && band.Over < to))
                row.Fault(1, "overlaps another band of the lane.");
            else if (known.Count > 0 && known[0].Price.Currency != currency)
                row.Fault(3, $"differs from '{known[0].Price.Currency}' of the lane's other bands.");
            else
                known.Add((over, to, new Price(currency, amount)));
        }

        foreach ((string lane, List<(int, int, Price)> known) in bands)
            lanes[lane] = lanes.GetValueOrDefault(lane, LaneTerms.None) with { Tariff = new Tariff(known) };
    }

    private static void ReadCutOffs(LaneFile file, Dictionary<string, LaneTerms> lanes, List<TableFault> faults)
    {
        Dictionary<string, (TimeOnly Time, LocalZone Zone)?[]> weeks = new(StringComparer.Ordinal);
        foreach (LaneRow row in LaneTable.Read(file, CutOffColumns, faults))
        {
            if (row.Lane(0) is not { } lane || Weekday(row) is not { } weekday || TimeOf(row) is not { } time || ZoneOf(row) is not { } zone)
                continue;
            if (!weeks.TryGetValue(lane, out (TimeOnly Time, LocalZone Zone)?[]? days))
                weeks[lane] = days = new (TimeOnly, LocalZone)?[7];
            if (days[weekday] is not null)
                row.Fault(1, "stands there twice for the lane.");
            else
                days[weekday] = (time, zone);
        }

        foreach ((string lane, (TimeOnly, LocalZone)?[] days) in weeks)
            lanes[lane] = lanes.GetValueOrDefault(lane, LaneTerms.None) with { CutOffs = new CutOffs(days) };
    }

    private static void ReadHolidays(LaneFile file, HashSet<(string, int)> holidays, List<TableFault> faults)
    {
        foreach (LaneRow row in LaneTable.Read(file, HolidayColumns, faults))
        {
            if (row.Letters(0, 2, "country") is not { } country)
                continue;
            if (DateOnly.TryParseExact(row[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) && date.Year >= 1980)
                holidays.Add((country, date.DayNumber - new DateOnly(1970, 1, 1).DayNumber));
            else
                row.Fault(1, "is no date, such as 2026-10-01.");
        }
    }

    private static int? Weekday(LaneRow row)
    {
        int weekday = Array.IndexOf(Weekdays, row[1]);
        if (weekday >= 0)
            return weekday;
        row.Fault(1, "is none of Mon, Tue, Wed, Thu, Fri, Sat, Sun.");
        return null;
    }

    private static TimeOnly? TimeOf(LaneRow row)
    {
        if (TimeOnly.TryParseExact(row[2], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
            return time;
        row.Fault(2, "is no time of day, such as 17:30.");
        return null;
    }

    // Hours east of UTC in winter, and whose law of summer time: E for the European Union's, U for that of the United States.
    private static LocalZone? ZoneOf(LaneRow row)
    {
        string text = row[3];
        SummerTime rule = text.EndsWith('E') ? SummerTime.Europe : text.EndsWith('U') ? SummerTime.UnitedStates : SummerTime.None;
        ReadOnlySpan<char> hours = rule == SummerTime.None ? text : text.AsSpan(0, text.Length - 1);
        if (text.Length > 1 && text[0] is '+' or '-'
            && double.TryParse(hours, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double east)
            && east is >= -12 and <= 14)
            return new LocalZone(TimeSpan.FromHours(east), rule);
        row.Fault(3, "is no zone: hours east of UTC in winter, such as +8, and E or U for the summer time of Europe or the United States, such as +1E.");
        return null;
    }
}
