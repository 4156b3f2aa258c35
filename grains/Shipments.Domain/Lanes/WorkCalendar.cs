using System.Collections.Concurrent;
using System.Globalization;

namespace Shipments.Domain.Lanes;

/// <summary>
/// The days on which a country works: all but its weekend and its public holidays, which stand in a file of its own. A country without a file
/// works on all days but its weekend. A file names each day in one of these forms: <c>12-25</c> a date; <c>12-25~</c> a date that is kept on the Friday
/// before when it is a Saturday and on the Monday after when it is a Sunday; <c>12-25+</c> one that is kept on the Monday after when it is a Sunday;
/// <c>12-25&gt;</c> one that is kept on the next day of work; <c>Mon3/01</c>
/// the third Monday of January, <c>Mon-1/05</c> the last of May; <c>easter+1</c> days from Easter Sunday; <c>2026-02-17</c> a day of one year. Immutable,
/// thread-safe.
/// </summary>
public sealed class WorkCalendar
{
    private const int FirstYear = 2015;
    private const int LastYear = 2060;

    private static readonly ConcurrentDictionary<string, WorkCalendar> Calendars = new(StringComparer.Ordinal);
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private readonly HashSet<int> _holidays = [];

    private readonly Weekend _weekend;

    private WorkCalendar(string country)
    {
        _weekend = Weekend.Of(country);
        using Stream? file = typeof(WorkCalendar).Assembly.GetManifestResourceStream($"Calendars/{country}.tsv");
        if (file is null)
            return;
        using StreamReader reader = new(file);
        string[] days = [.. reader.ReadToEnd().Split('\n').Skip(2).Where(line => line.Length > 0).Select(line => line.Split('\t')[0])];
        for (int year = FirstYear; year <= LastYear; year++)
        {
            foreach (string day in days)
                Add(day, year);
        }
    }

    /// <summary>The calendar of a country. There are as many as countries with a file or a weekend of their own, and one for all others.</summary>
    /// <param name="country">Two letters.</param>
    public static WorkCalendar Of(string country) =>
        Weekend.Of(country) == Weekend.Usual && typeof(WorkCalendar).Assembly.GetManifestResourceInfo($"Calendars/{country}.tsv") is null
            ? Calendars.GetOrAdd("", static none => new WorkCalendar(none))
            : Calendars.GetOrAdd(country, static known => new WorkCalendar(known));

    /// <summary>Whether a day is one of work.</summary>
    /// <param name="day">From 1970-01-01 as 0.</param>
    public bool IsWorkday(int day) => !IsWeekend(day) && !_holidays.Contains(day);

    /// <summary>Whether a day is of the weekend, on which the country does not work in any week.</summary>
    /// <param name="day">From 1970-01-01 as 0.</param>
    public bool IsWeekend(int day) => _weekend.Contains(day);

    /// <summary>Whether a day is one that the country would work on, were it no public holiday.</summary>
    /// <param name="day">From 1970-01-01 as 0.</param>
    public bool IsHoliday(int day) => !IsWeekend(day) && _holidays.Contains(day);

    private void Add(string rule, int year)
    {
        if (rule.StartsWith("easter", StringComparison.Ordinal))
            _holidays.Add(Easter(year) + int.Parse(rule.AsSpan(6), CultureInfo.InvariantCulture));
        else if (char.IsAsciiLetter(rule[0]))
            _holidays.Add(Nth(rule, year));
        else if (rule[4..] is ['-', _, _, '-', _, _])
            AddDay(rule, year);
        else
            AddDate(rule, year);
    }

    private void AddDay(string rule, int year)
    {
        int day = DayOf(DateOnly.ParseExact(rule, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (rule.AsSpan(0, 4).SequenceEqual(year.ToString(CultureInfo.InvariantCulture)))
            _holidays.Add(day);
    }

    private void AddDate(string rule, int year)
    {
        int month = int.Parse(rule.AsSpan(0, 2), CultureInfo.InvariantCulture);
        int day = DayOf(new DateOnly(year, month, int.Parse(rule.AsSpan(3, 2), CultureInfo.InvariantCulture)));
        int weekday = (day + 3) % 7;
        if (rule.EndsWith('~'))
            day += weekday switch { 5 => -1, 6 => 1, _ => 0 };
        if (rule.EndsWith('+') && weekday == 6)
            day++;
        while (rule.EndsWith('>') && !IsWorkday(day))
            day++;
        _holidays.Add(day);
    }

    // Mon3/01: the weekday, which of them (-1 for the last), and the month.
    private static int Nth(string rule, int year)
    {
        int slash = rule.IndexOf('/', StringComparison.Ordinal);
        int weekday = Array.IndexOf(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], rule[..3]);
        int nth = int.Parse(rule.AsSpan(3, slash - 3), CultureInfo.InvariantCulture);
        int month = int.Parse(rule.AsSpan(slash + 1), CultureInfo.InvariantCulture);
        if (nth < 0)
        {
            int last = DayOf(new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
            return last - ((((last + 3) % 7) - weekday + 7) % 7);
        }

        int first = DayOf(new DateOnly(year, month, 1));
        return first + ((weekday - ((first + 3) % 7) + 7) % 7) + ((nth - 1) * 7);
    }

    // The date of Easter by the rule of the Gregorian calendar.
    private static int Easter(int year)
    {
        int golden = (year % 19) + 1;
        int century = (year / 100) + 1;
        int leapCorrection = (3 * century / 4) - 12;
        int moonCorrection = (((8 * century) + 5) / 25) - 5;
        int sunday = (5 * year / 4) - leapCorrection - 10;
        int epact = ((11 * golden) + 20 + moonCorrection - leapCorrection) % 30;
        if ((epact == 25 && golden > 11) || epact == 24)
            epact++;
        int moon = 44 - epact;
        moon += moon < 21 ? 30 : 0;
        int march = moon + 7 - ((sunday + moon) % 7);
        return DayOf(new DateOnly(year, 3, 1)) + march - 1;
    }

    private static int DayOf(DateOnly date) => date.DayNumber - Epoch.DayNumber;
}
