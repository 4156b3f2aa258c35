using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>
/// Local times of places whose clock is known, or of which a few clocks are possible. Where more than one offset is possible the time is an
/// interval between them; where nothing is known it is the widest one.
/// </summary>
internal static class ZonedTimes
{
    /// <summary>The carrier gave a date without a time of day: the interval is that day.</summary>
    public const string NoTimeOfDay = "no-time-of-day";

    private const int YearMin = 1980;
    private const int YearMax = 2200;
    private static readonly TimeSpan LastMinute = new(23, 59, 0);
    private static readonly TimeSpan LastMillisecond = TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1);

    /// <summary>Whether a local time lies in the years that are read at all: 1980 to 2200.</summary>
    public static bool IsPlausible(DateTime local) => local.Year is >= YearMin and <= YearMax;

    /// <summary>A local time on one of these clocks; on an unknown one when there are none.</summary>
    /// <param name="local">The local time, plausible.</param>
    /// <param name="zones">The clocks that may be meant, the likeliest first.</param>
    /// <param name="source">Where they came from; counts when they agree.</param>
    /// <param name="raw">The carrier's text.</param>
    public static EventTimeRecord Read(DateTime local, IReadOnlyList<LocalZone> zones, ZoneSource source, string raw)
    {
        List<TimeSpan> offsets = Offsets(local, zones);
        if (offsets.Count == 0)
            return EventTimes.FromUnknownZone(local, raw);
        EventTimeRecord time = EventTimes.FromLocal(local, offsets[0], source, raw);
        if (offsets.Count > 1)
            Widen(time, UnixMs(local - offsets.Max()), UnixMs(local - offsets.Min()));
        return time;
    }

    /// <summary>A date without a time of day: an interval of that day, ordered by its first or its last minute.</summary>
    /// <param name="day">The date, plausible.</param>
    /// <param name="zones">The clocks that may be meant, the likeliest first; none for an unknown one.</param>
    /// <param name="first">Order it by the first minute of the day, not by the last.</param>
    /// <param name="raw">The carrier's text.</param>
    public static EventTimeRecord ReadDay(DateTime day, IReadOnlyList<LocalZone> zones, bool first, string raw)
    {
        DateTime begins = day.Date;
        DateTime ends = begins + LastMillisecond;
        EventTimeRecord time = Read(first ? begins : begins + LastMinute, zones, ZoneSource.None, raw);
        List<TimeSpan> atBegin = Offsets(begins, zones);
        List<TimeSpan> atEnd = Offsets(ends, zones);
        Widen(
            time,
            UnixMs(begins - (atBegin.Count == 0 ? EventTimes.EastMost : atBegin.Max())),
            UnixMs(ends - (atEnd.Count == 0 ? -EventTimes.WestMost : atEnd.Min())));
        time.Repair = NoTimeOfDay;
        return time;
    }

    private static List<TimeSpan> Offsets(DateTime local, IReadOnlyList<LocalZone> zones) =>
        [.. zones.SelectMany(zone => zone.Offsets(local)).Distinct()];

    private static void Widen(EventTimeRecord time, long earliestMs, long latestMs)
    {
        time.ZoneSource = (int)ZoneSource.None;
        time.EarliestMs = earliestMs;
        time.LatestMs = latestMs;
    }

    private static long UnixMs(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
