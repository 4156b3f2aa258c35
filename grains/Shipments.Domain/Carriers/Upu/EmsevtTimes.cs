using System.Globalization;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Upu;

/// <summary>
/// The local times of EMSEVT events: as ISO writes them, or as digits alone (<c>202610131224</c>). An offset counts where there is one; else the clock
/// of the office or of its country; where several may be meant the time is an interval between them.
/// </summary>
internal static class EmsevtTimes
{
    private static readonly string[] LocalFormats =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyyMMddHHmmss", "yyyyMMddHHmm", "yyyyMMdd HHmmss", "yyyyMMdd HHmm",
        "yyyyMMdd:HHmmss", "yyyyMMdd:HHmm", "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmm", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm",
    ];

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd"];

    /// <summary>The time of an event; null when it cannot be read.</summary>
    /// <param name="text">The time's text.</param>
    /// <param name="office">The office, or empty.</param>
    /// <param name="country">The country of the office; empty when it is unknown.</param>
    /// <param name="announced">Without a time of day it comes before the scans of its day, else after them.</param>
    public static EventTimeRecord? Read(string text, string office, string country, bool announced)
    {
        if (text.Length is 0 or > PayloadLimits.TimeCharactersMax)
            return null;
        if (TryRead(text, LocalFormats, out DateTime local))
            return ZonedTimes.Read(local, OfficeZones.Of(office, country, local), ZoneSource.Office, text);
        if (TryRead(text, DayFormats, out DateTime day))
            return ZonedTimes.ReadDay(day, OfficeZones.Of(office, country, day), announced, text);
        return EventTimes.TryRead(text, null, ZoneSource.Explicit, out EventTimeRecord? stated) ? stated : null;
    }

    private static bool TryRead(string text, string[] formats, out DateTime local) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local) && ZonedTimes.IsPlausible(local);
}
