using System.Text.Json;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.SeventeenTrack;

/// <summary>
/// The times of 17TRACK's events, given three times over: <c>time_iso</c> with an offset, <c>time_utc</c>, and <c>time_raw</c> as the carrier
/// wrote it. The offset is Beijing's where 17TRACK knew none, and at times only time_raw is filled.
/// </summary>
internal static class SeventeenTrackTimes
{
    /// <summary>The stated offset is none that the place's clocks show; the wall clock alone was used.</summary>
    public const string ForeignOffset = "17track-foreign-offset";

    /// <summary>Only the carrier's own text was there.</summary>
    public const string RawOnly = "17track-raw-only";

    /// <summary>Only a date was there: the time is the day, as an interval.</summary>
    public const string DateOnly = "17track-date-only";

    /// <summary>time_utc is another moment than time_iso; time_iso was used.</summary>
    public const string UtcDiffers = "17track-utc-differs";

    private const long MinuteMs = 60_000;
    private const long DayMs = 86_400_000;

    /// <summary>The time of an event, or null and a fault.</summary>
    public static EventTimeRecord? Read(string path, JsonElement element, string country, out PayloadFault? fault)
    {
        fault = null;
        string iso = PayloadJson.Text(element, "time_iso");
        EventTimeRecord? utc = PlaceTimes.Read(PayloadJson.Text(element, "time_utc"), TimeSpan.Zero, "", "");
        if (PlaceTimes.Read(iso, null, country, ForeignOffset) is { } time)
        {
            // Without an offset of its own the moment is what time_utc says it is.
            if (time.ZoneSource is (int)ZoneSource.None && time.Repair.Length == 0 && utc is not null)
                return FromBoth(time, utc);
            if (time.Repair.Length == 0 && utc is not null && Math.Abs(utc.UtcMs - time.UtcMs) >= MinuteMs)
                time.Repair = UtcDiffers;
            return time;
        }

        time = utc ?? Raw(element, country);
        if (time is null)
            fault = PayloadFault.At(path + ".time_iso", iso, "The event has no readable time: neither time_iso, nor time_utc, nor time_raw.");
        return time;
    }

    // The difference of the two clocks is the offset.
    private static EventTimeRecord FromBoth(EventTimeRecord wall, EventTimeRecord utc)
    {
        long minutes = (long)Math.Round((wall.UtcMs - utc.UtcMs) / (double)MinuteMs);
        if (minutes % 15 != 0 || Math.Abs(minutes) > EventTimes.EastMost.TotalMinutes)
            return wall;
        return EventTimes.FromLocal(DateTime.UnixEpoch.AddMilliseconds(wall.UtcMs), TimeSpan.FromMinutes(minutes), ZoneSource.Explicit, wall.Raw);
    }

    private static EventTimeRecord? Raw(JsonElement element, string country)
    {
        if (PayloadJson.Value(element, "time_raw") is not { } raw)
            return null;
        bool parts = raw.ValueKind == JsonValueKind.Object;
        string date = parts ? PayloadJson.Text(raw, "date") : PayloadJson.Text(raw);
        string clock = PayloadJson.Text(raw, "time");
        string zone = PayloadJson.Text(raw, "timezone");
        TimeSpan? label = EventTimes.TryReadOffset(zone, out TimeSpan offset) ? offset : null;
        string text = clock.Length == 0 ? date : $"{date} {clock}";
        if (PlaceTimes.Read(text, label, country, ForeignOffset) is { } time)
        {
            time.Raw = PayloadText.CutVisibly(label is null ? text : $"{text} {zone}", PayloadLimits.TimeCharactersMax);
            time.Repair = time.Repair.Length == 0 ? RawOnly : time.Repair;
            return time;
        }

        return Day(date);
    }

    // A day somewhere on earth.
    private static EventTimeRecord? Day(string date)
    {
        if (PlaceTimes.Read(date + " 00:00", null, "", "") is not { } time)
            return null;
        time.Raw = date;
        time.LatestMs += DayMs - 1;
        time.Repair = DateOnly;
        return time;
    }
}
