namespace Shipments.Domain.Lanes;

/// <summary>Calendar weeks, Monday to Sunday in UTC, numbered from 1: the week of 29 December 1969.</summary>
public static class LaneWeeks
{
    /// <summary>So many weeks a lane keeps apart, this one included: 26. What is older is counted together.</summary>
    public const int KeptMax = 26;

    /// <summary>So many weeks there are at most apart, when promises or scans lie in the future: 80.</summary>
    public const int ApartMax = 80;

    /// <summary>So many weeks are one period, where single weeks would make a lane's state too large: 4.</summary>
    public const int PeriodWeeks = 4;

    private const long DayMs = 86_400_000;

    /// <summary>The week of an instant.</summary>
    /// <param name="ms">Milliseconds since 1970-01-01 UTC; before that and after the year 3200 count as the first and the last.</param>
    public static int Of(long ms) => (int)Math.Clamp(((ms / DayMs) + 3) / 7 + 1, 1, ushort.MaxValue);

    /// <summary>The first week of the period an instant lies in.</summary>
    /// <param name="ms">Milliseconds since 1970-01-01 UTC.</param>
    public static int PeriodOf(long ms) => Of(ms) is var week && week >= PeriodWeeks ? week - (week % PeriodWeeks) : week;

    /// <summary>The weekday of an instant, from Monday as 0.</summary>
    /// <param name="ms">Milliseconds since 1970-01-01 UTC; not before.</param>
    public static int WeekdayOf(long ms) => (int)(((ms / DayMs) + 3) % 7);

    /// <summary>The day, from 1970-01-01 as 0, of a weekday in a week.</summary>
    /// <param name="week">The week.</param>
    /// <param name="weekday">From Monday as 0.</param>
    public static int DayOf(int week, int weekday) => ((week - 1) * 7) - 3 + weekday;

    /// <summary>The day of an instant, from 1970-01-01 as 0.</summary>
    /// <param name="ms">Milliseconds since 1970-01-01 UTC; not before.</param>
    public static int DayOf(long ms) => (int)(ms / DayMs);
}
