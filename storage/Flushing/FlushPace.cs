namespace Shipments.Storage;

/// <summary>
/// How old dirt may grow: the more is appended the older, so that entries coalesce; from a quarter of the bound on the younger, and at half of
/// it, where appends are paced, nothing waits.
/// </summary>
internal static class FlushPace
{
    /// <summary>The appends per second from which the age is greatest.</summary>
    public const double BusyAppendsPerSecond = 5000;

    public static TimeSpan Age(TimeSpan idle, TimeSpan busy, double appendsPerSecond, double budgetShare)
    {
        double load = Math.Clamp(appendsPerSecond / BusyAppendsPerSecond, 0, 1);
        double room = Math.Clamp(2 - (4 * budgetShare), 0, 1);
        return (idle + ((busy - idle) * load)) * room;
    }
}
