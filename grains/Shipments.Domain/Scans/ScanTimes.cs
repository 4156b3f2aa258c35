using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>What event times are taken, and whether one lies in a window.</summary>
internal static class ScanTimes
{
    /// <summary>An event lies at most so long after its receipt: 1 day, and 14 h more when its zone is unknown.</summary>
    public const long AheadMsMax = 24L * 3_600_000;

    /// <summary>An event lies at most so long before its receipt: 366 days.</summary>
    public const long BehindMsMax = 366L * 24 * 3_600_000;

    public static bool IsUnknownZone(EventTimeRecord time) => (ZoneSource)time.ZoneSource == ZoneSource.None;

    public static bool IsInBounds(ScanFact fact, out string detail)
    {
        detail = "";
        if (fact.Time is not { } time)
        {
            detail = "The scan has no event time.";
            return false;
        }

        long ahead = AheadMsMax + (IsUnknownZone(time) ? (long)EventTimes.EastMost.TotalMilliseconds : 0);
        if (time.UtcMs > fact.ReceivedMs + ahead)
            detail = $"The event time {Text(time.UtcMs)} is more than {ahead / 3_600_000} h after the receipt {Text(fact.ReceivedMs)}.";
        else if (time.UtcMs < fact.ReceivedMs - BehindMsMax)
            detail = $"The event time {Text(time.UtcMs)} is more than 366 days before the receipt {Text(fact.ReceivedMs)}.";
        return detail.Length == 0;
    }

    /// <summary>Whether a window [from, to) contains the time; any overlap counts for an interval. <paramref name="toMs"/> 0 is open.</summary>
    public static bool IsWithin(EventTimeRecord time, long fromMs, long toMs)
    {
        (long earliest, long latest) = IsUnknownZone(time) ? (time.EarliestMs, time.LatestMs) : (time.UtcMs, time.UtcMs);
        return latest >= fromMs && (toMs == 0 || (earliest < toMs && toMs > fromMs));
    }

    private static string Text(long ms) => ms is < -62_135_596_800_000 or > 253_402_300_799_999
        ? $"{ms} ms"
        : DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
