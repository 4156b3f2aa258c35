using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Shipments.V1;
using ZoneSource = Shipments.Domain.Scans.ZoneSource;

namespace Shipments.Api.Scans;

/// <summary>Reads the time of an event, and keeps it within a day after its receipt and 366 days before.</summary>
internal static class ScanTimes
{
    private static readonly long AfterMs = (long)ApiLimits.EventAfterReceiptMax.TotalMilliseconds;
    private static readonly long BeforeMs = (long)ApiLimits.EventBeforeReceiptMax.TotalMilliseconds;

    /// <summary>The time of a scan; null, with a fault, when it has none that can be taken.</summary>
    internal static EventTimeRecord? Read(Scan scan, long receivedMs, FieldFaults faults)
    {
        switch (scan.EventTimeCase)
        {
            case Scan.EventTimeOneofCase.Time:
                if (scan.UtcOffset.Length > 0)
                    faults.Add("utc_offset", scan.UtcOffset, "belongs to local_time only");
                if (!FieldRules.TryMilliseconds(scan.Time, out long ms))
                    faults.Add("time", FieldRules.Shown(scan.Time), "must be a timestamp of the years 1 to 9999");
                else if (!InBounds(ms, ms, receivedMs))
                    faults.Add("time", FieldRules.Shown(scan.Time), OutOfBounds);
                else
                    return EventTimes.FromInstant(DateTimeOffset.FromUnixTimeMilliseconds(ms), "");
                return null;
            case Scan.EventTimeOneofCase.LocalTime:
                return ReadLocal(scan, receivedMs, faults);
            default:
                faults.Add("time", "", "must be given, or local_time");
                return null;
        }
    }

    /// <summary>Whether a time can be taken; one of an unknown zone when it could lie in the bounds.</summary>
    internal static bool InBounds(EventTimeRecord time, long receivedMs) =>
        time.EarliestMs == 0 && time.LatestMs == 0
            ? InBounds(time.UtcMs, time.UtcMs, receivedMs)
            : InBounds(time.EarliestMs, time.LatestMs, receivedMs);

    /// <summary>What a fault says of a time out of bounds.</summary>
    internal const string OutOfBounds = "must be at most 1 day after and 366 days before its receipt";

    private static bool InBounds(long earliestMs, long latestMs, long receivedMs) =>
        earliestMs <= receivedMs + AfterMs && latestMs >= receivedMs - BeforeMs;

    private static EventTimeRecord? ReadLocal(Scan scan, long receivedMs, FieldFaults faults)
    {
        TimeSpan? offset = null;
        ZoneSource source = ZoneSource.Explicit;
        if (scan.UtcOffset.Length > 0)
        {
            if (!EventTimes.TryReadOffset(scan.UtcOffset, out TimeSpan stated))
            {
                faults.Add("utc_offset", scan.UtcOffset, "must be an offset within 14 hours, such as +08:00");
                return null;
            }

            offset = stated;
        }
        else if (OfPlace(scan, out source) is { } usual)
        {
            offset = usual;
        }

        if (scan.LocalTime.Length > ApiLimits.LocalTimeCharsMax
            || !EventTimes.TryRead(scan.LocalTime, offset, source, out EventTimeRecord? time))
        {
            faults.Add("local_time", scan.LocalTime, "must be yyyy-MM-dd HH:mm[:ss] of the years 1980 to 2200, with or without an offset");
            return null;
        }

        if (InBounds(time!, receivedMs))
            return time;
        faults.Add("local_time", scan.LocalTime, OutOfBounds);
        return null;
    }

    /// <summary>The offset of the office or of the country at that local time, where it has one clock. An offset within the text wins over it.</summary>
    private static TimeSpan? OfPlace(Scan scan, out ZoneSource source)
    {
        source = ZoneSource.Office;
        if (scan.Place is not { } place || scan.LocalTime.Length > ApiLimits.LocalTimeCharsMax
            || !EventTimes.TryRead(scan.LocalTime, offset: null, ZoneSource.None, out EventTimeRecord? bare))
            return null;
        DateTime local = DateTimeOffset.FromUnixTimeMilliseconds(bare!.UtcMs).DateTime;
        if (OfficeZones.Offset(place.Office, local) is { } known)
            return known;
        source = ZoneSource.Country;
        return CountryOffsets.Of(place.Country, local);
    }
}
