namespace Shipments.Domain.Lanes;

/// <summary>Calendar weeks, Monday to Sunday in UTC, numbered from 1: the week of 29 December 1969.</summary>
public static class LaneWeeks
{
    /// <summary>So many weeks a lane keeps apart, this one included: 26. What is older is counted together.</summary>
    public const int KeptMax = 26;

    /// <summary>So many weeks there are at most apart, when scans lie in the future: 32.</summary>
    public const int ApartMax = 32;

    private const long DayMs = 86_400_000;

    /// <summary>The week of an instant.</summary>
    /// <param name="ms">Milliseconds since 1970-01-01 UTC; before that and after the year 3200 count as the first and the last.</param>
    public static int Of(long ms) => (int)Math.Clamp(((ms / DayMs) + 3) / 7 + 1, 1, ushort.MaxValue);

    /// <summary>The day of an instant, from 1970-01-01 as 0, as it fits a cell.</summary>
    /// <param name="ms">Milliseconds since 1970-01-01 UTC.</param>
    public static int DayOf(long ms) => (int)Math.Clamp(ms / DayMs, 0, ushort.MaxValue);
}
