using System.Globalization;
using System.Text.Json;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.AfterShip;

/// <summary>
/// What is promised for a tracking: the latest estimate that AfterShip holds, the carrier's own before it was merged into that, or AfterShip's.
/// A date is the whole day, and it and a time without an offset are read by the clock of the newest scan, which is nearest to the door.
/// </summary>
internal static class AfterShipPromise
{
    private const long DayMs = 86_400_000;

    public static WindowRecord? Read(JsonElement element, IReadOnlyList<PayloadScan> scans)
    {
        TimeSpan offset = NewestOffset(scans);
        return Of(element, "latest_estimated_delivery", offset) ?? Of(element, "expected_delivery", offset)
            ?? Of(element, "aftership_estimated_delivery_date", offset);
    }

    private static WindowRecord? Of(JsonElement element, string name, TimeSpan offset)
    {
        if (PayloadJson.Value(element, name) is not { } promise)
            return null;
        if (promise.ValueKind != JsonValueKind.Object)
            return Window(Moment(PayloadJson.Text(promise), offset), null);
        return Window(
            Moment(FirstOf(promise, "datetime_min", "estimated_delivery_date_min"), offset), Moment(FirstOf(promise, "datetime_max", "estimated_delivery_date_max"), offset))
            ?? Window(Moment(FirstOf(promise, "datetime", "estimated_delivery_date"), offset), null);
    }

    // One end is enough; bounds the wrong way round are turned.
    private static WindowRecord? Window((long From, long To)? first, (long From, long To)? last)
    {
        if ((first ?? last) is not { } from || (last ?? first) is not { } to)
            return null;
        return new WindowRecord
        {
            FromMs = Math.Min(from.From, to.From),
            ToMs = Math.Max(from.To, to.To),
            Source = AfterShipTrackingAdapter.CarrierName,
        };
    }

    private static (long From, long To)? Moment(string text, TimeSpan offset)
    {
        if (text.Length is 0 or > PayloadLimits.TimeCharactersMax)
            return null;
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return EventTimes.TryRead(text + " 00:00", offset, ZoneSource.Explicit, out EventTimeRecord? day) ? (day!.UtcMs, day.UtcMs + DayMs - 1) : null;
        return EventTimes.TryRead(text, offset, ZoneSource.Explicit, out EventTimeRecord? time) ? (time!.UtcMs, time.UtcMs) : null;
    }

    private static TimeSpan NewestOffset(IReadOnlyList<PayloadScan> scans)
    {
        EventTimeRecord? newest = scans.Select(scan => scan.Fact?.Time).OfType<EventTimeRecord>()
            .Where(time => time.ZoneSource != (int)ZoneSource.None).MaxBy(time => time.UtcMs);
        return TimeSpan.FromMinutes(newest?.OffsetMinutes ?? 0);
    }

    private static string FirstOf(JsonElement element, string name, string otherName)
    {
        string text = PayloadJson.Text(element, name);
        return text.Length > 0 ? text : PayloadJson.Text(element, otherName);
    }
}
