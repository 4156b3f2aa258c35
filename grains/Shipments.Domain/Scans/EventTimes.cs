using System.Globalization;
using Shipments.Journal.V1;

namespace Shipments.Domain.Scans;

/// <summary>Event times with the source of their zone. A local time of an unknown zone becomes an interval, never a silent UTC.</summary>
public static class EventTimes
{
    /// <summary>The local time of an unknown zone may lie so far after UTC: 14 h.</summary>
    public static readonly TimeSpan EastMost = TimeSpan.FromHours(14);

    /// <summary>The local time of an unknown zone may lie so far before UTC: 12 h.</summary>
    public static readonly TimeSpan WestMost = TimeSpan.FromHours(12);

    private static readonly string[] LocalFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm",
    ];

    private static readonly string[] OffsetFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK",
        "yyyy-MM-dd HH:mmK",
    ];

    /// <summary>A time that is known in UTC.</summary>
    /// <param name="utc">The time.</param>
    /// <param name="raw">The carrier's text.</param>
    public static EventTimeRecord FromInstant(DateTimeOffset utc, string raw) => new()
    {
        Raw = raw,
        UtcMs = utc.ToUnixTimeMilliseconds(),
        ZoneSource = (int)ZoneSource.Explicit,
        OffsetMinutes = (int)utc.Offset.TotalMinutes,
    };

    /// <summary>A local time with its offset.</summary>
    /// <param name="local">The local time; its kind is not read.</param>
    /// <param name="offset">East of UTC, within ± 14 h, whole minutes.</param>
    /// <param name="source">Where the offset came from; not <see cref="ZoneSource.None"/>.</param>
    /// <param name="raw">The carrier's text.</param>
    public static EventTimeRecord FromLocal(DateTime local, TimeSpan offset, ZoneSource source, string raw) => new()
    {
        Raw = raw,
        UtcMs = UnixMs(local) - (long)offset.TotalMilliseconds,
        ZoneSource = (int)source,
        OffsetMinutes = (int)offset.TotalMinutes,
    };

    /// <summary>A local time of an unknown zone: an interval, ordered as if it were UTC.</summary>
    /// <param name="local">The local time.</param>
    /// <param name="raw">The carrier's text.</param>
    public static EventTimeRecord FromUnknownZone(DateTime local, string raw) => new()
    {
        Raw = raw,
        UtcMs = UnixMs(local),
        ZoneSource = (int)ZoneSource.None,
        EarliestMs = UnixMs(local - EastMost),
        LatestMs = UnixMs(local + WestMost),
    };

    /// <summary>
    /// Reads <c>yyyy-MM-dd HH:mm[:ss[.f]]</c>, with a blank or a T; an offset or Z at the end wins over <paramref name="offset"/>. False when the text is no such time.
    /// </summary>
    /// <param name="text">The carrier's text.</param>
    /// <param name="offset">The offset told apart from the text, or null.</param>
    /// <param name="source">Where <paramref name="offset"/> came from.</param>
    /// <param name="time">The time read.</param>
    public static bool TryRead(string text, TimeSpan? offset, ZoneSource source, out EventTimeRecord? time)
    {
        time = null;
        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local) && InRange(local))
        {
            time = offset is { } known ? FromLocal(local, known, source, text) : FromUnknownZone(local, text);
            return true;
        }

        if (DateTimeOffset.TryParseExact(text, OffsetFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset stated)
            && InRange(stated.DateTime))
        {
            time = FromInstant(stated, text);
            return true;
        }

        return false;
    }

    /// <summary>Reads <c>+08:00</c>, <c>-0500</c>, <c>+8</c> or <c>Z</c>; false when it is no offset within ± 14 h.</summary>
    /// <param name="text">The offset's text.</param>
    /// <param name="offset">The offset read.</param>
    public static bool TryReadOffset(string text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z" or "z")
            return true;
        if (text.Length is < 2 or > 6 || text[0] is not ('+' or '-'))
            return false;
        string digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        if (!digits.All(char.IsAsciiDigit) || digits.Length is 0 or > 4)
            return false;
        int number = int.Parse(digits, CultureInfo.InvariantCulture);
        int minutes = digits.Length <= 2 ? number * 60 : (number / 100 * 60) + (number % 100);
        if (minutes > EastMost.TotalMinutes || (digits.Length > 2 && number % 100 > 59))
            return false;
        offset = TimeSpan.FromMinutes(text[0] == '-' ? -minutes : minutes);
        return true;
    }

    private static bool InRange(DateTime local) => local.Year is >= 1980 and <= 2200;

    private static long UnixMs(DateTime local) => (local.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
}
