using System.Text.Json;
using Shipments.Domain.Carriers.UspsXml;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Usps;

/// <summary>
/// The times of USPS events: a local time and an offset give the UTC. The post's own GMTTimestamp keeps the local date, so it is a day early
/// once local time plus offset passes midnight; it counts only where the offset is missing, and where it differs that is noted.
/// </summary>
internal static class UspsTimes
{
    /// <summary>GMTTimestamp was a day early; local time and offset were used.</summary>
    public const string Midnight = "usps-midnight";

    /// <summary>GMTTimestamp differs in another way; local time and offset were used.</summary>
    public const string Differs = "usps-gmt-differs";

    /// <summary>eventTimestamp was stamped as UTC and is a local time; it and the offset were used.</summary>
    public const string LocalStampedUtc = "usps-local-stamped-utc";

    private const string Home = "US";
    private const long MinuteMs = 60_000;
    private const long DayMs = 86_400_000;

    /// <summary>The time of an event, or null and a fault. Where neither an offset nor UTC is said, the clock of the place counts.</summary>
    public static EventTimeRecord? Read(string path, JsonElement element, PlaceRecord? place, out PayloadFault? fault)
    {
        EventTimeRecord? time = Read(path, element, out fault);
        if (time is not { ZoneSource: (int)ZoneSource.None } || place is null)
            return time;
        DateTime wall = DateTime.UnixEpoch.AddMilliseconds(time.UtcMs);
        return place.Country == Home
            ? ZonedTimes.Read(wall, UspsZones.Of(place.Region, place.PostalCode), ZoneSource.Office, time.Raw)
            : ZonedTimes.Read(wall, CountryZones.Of(place.Country, wall), ZoneSource.Country, time.Raw);
    }

    private static EventTimeRecord? Read(string path, JsonElement element, out PayloadFault? fault)
    {
        fault = null;
        string local = PayloadJson.Text(element, "eventTimestamp");
        string offsetText = PayloadJson.Text(element, "GMTOffset");
        TimeSpan? offset = EventTimes.TryReadOffset(offsetText, out TimeSpan read) ? read : null;
        EventTimeRecord? gmt = ReadOrNull(PayloadJson.Text(element, "GMTTimestamp"), TimeSpan.Zero);
        bool isMisstamped = offset is { } known && known != TimeSpan.Zero && IsStampedUtc(local, gmt);
        EventTimeRecord? time = ReadOrNull(isMisstamped ? local[..^1] : local, offset);
        if (time is null)
        {
            if (gmt is not null)
                return gmt;
            fault = PayloadFault.At(path + ".eventTimestamp", local, "The event has no readable time.");
            return null;
        }

        if (offset is null && gmt is not null && time.ZoneSource == (int)ZoneSource.None)
            time = FromBoth(local, time, gmt);
        else if (gmt is not null && time.ZoneSource != (int)ZoneSource.None)
            Compare(time, gmt);
        if (isMisstamped && time.Repair.Length == 0)
            time.Repair = LocalStampedUtc;
        if (offset is not null)
            time.Raw = $"{local} {offsetText}";
        return time;
    }

    /// <summary>The window of a promised local time: the whole day at midnight, else the moment. Null when it cannot be read.</summary>
    public static WindowRecord? Promise(string text, TimeSpan offset)
    {
        if (ReadOrNull(text, offset) is not { } time)
            return null;
        bool wholeDay = (time.UtcMs + (time.OffsetMinutes * MinuteMs)) % DayMs == 0;
        return new WindowRecord { FromMs = time.UtcMs, ToMs = wholeDay ? time.UtcMs + DayMs - 1 : time.UtcMs, Source = UspsV3Adapter.CarrierName };
    }

    // Libraries that pass replies on put a Z behind the local time. With an offset beside it that is not 0 it is no UTC, unless GMTTimestamp agrees.
    private static bool IsStampedUtc(string local, EventTimeRecord? gmt) => local.EndsWith('Z')
        && !(gmt is not null && ReadOrNull(local, TimeSpan.Zero) is { } utc && Math.Abs(utc.UtcMs - gmt.UtcMs) < MinuteMs);

    private static void Compare(EventTimeRecord time, EventTimeRecord gmt)
    {
        // The local time has no seconds, GMTTimestamp has.
        long behind = time.UtcMs - gmt.UtcMs;
        if (Math.Abs(behind) < MinuteMs)
            return;
        time.Repair = Math.Abs(behind - DayMs) < MinuteMs ? Midnight : Differs;
    }

    // The difference of the two clocks is the offset, once the day that GMTTimestamp lost is given back.
    private static EventTimeRecord FromBoth(string local, EventTimeRecord unknown, EventTimeRecord gmt)
    {
        long aheadMs = unknown.UtcMs - gmt.UtcMs;
        bool dayLost = aheadMs > EventTimes.EastMost.TotalMilliseconds;
        long minutes = (long)Math.Round((aheadMs - (dayLost ? DayMs : 0)) / (double)MinuteMs);
        if (minutes % 15 != 0 || Math.Abs(minutes) > EventTimes.EastMost.TotalMinutes)
            return unknown;
        EventTimeRecord? time = ReadOrNull(local, TimeSpan.FromMinutes(minutes));
        if (time is null)
            return unknown;
        time.Repair = dayLost ? Midnight : "";
        return time;
    }

    private static EventTimeRecord? ReadOrNull(string text, TimeSpan? offset) =>
        text.Length <= PayloadLimits.TimeCharactersMax && EventTimes.TryRead(text, offset, ZoneSource.Explicit, out EventTimeRecord? time) ? time : null;
}
