using System.Text.Json;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.YunExpress;

/// <summary>
/// Reads one event of a waybill. Its label of a zone is "+8" all the way to the door, so Beijing's offset is believed only where the place is
/// known to keep it; elsewhere the country's one offset counts, else the time is an interval. Another label was set on purpose: it is believed
/// unless the country's clocks cannot show it.
/// </summary>
internal static class YunExpressScanReader
{
    /// <summary>The label was not believed; the place's own offset was used, or an interval.</summary>
    public const string ZoneLabel = "yunexpress-zone-label";

    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static PayloadScan Read(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(path, PayloadJson.Text(element), "The event is no object.");

        string text = PayloadJson.Text(element, "description");
        if (text.Length == 0)
            return Refused(path + ".description", "", "The event has no text, and this carrier has no codes.");
        string location = PayloadJson.Text(element, "location");
        string country = PlaceNames.Country(location);
        string date = PayloadJson.Text(element, "event_date");
        if (Time(date, PayloadJson.Text(element, "time_zone"), country) is not { } time)
            return Refused(path + ".event_date", date, "The event has no readable time.");

        PlaceRecord place = new() { City = PayloadText.CutVisibly(location, PayloadLimits.PlaceCharactersMax), Country = country };
        return new PayloadScan(
            new ScanFact
            {
                Carrier = YunExpressTracksAdapter.CarrierName,
                Text = PayloadText.CutVisibly(text, PayloadLimits.TextCharactersMax),
                Time = time,
                Place = location.Length == 0 ? null : place,
            },
            null);
    }

    private static EventTimeRecord? Time(string date, string label, string country)
    {
        TimeSpan? offset = Offset(label);
        if (PlaceTimes.Read(date, offset, country, ZoneLabel) is not { } time)
            return null;
        bool unknownPlace = country.Length == 0 && offset == Beijing && time.ZoneSource == (int)ZoneSource.Explicit && time.OffsetMinutes == Beijing.TotalMinutes;
        if (unknownPlace)
            time = PlaceTimes.Mistrusted(time, country, ZoneLabel);
        if (offset is not null)
            time.Raw = PayloadText.CutVisibly($"{date} {label}", PayloadLimits.TimeCharactersMax);
        return time;
    }

    // "+8", "8", "GMT+8", "-5".
    private static TimeSpan? Offset(string label)
    {
        string bare = label.Replace(" ", "", StringComparison.Ordinal);
        if (bare.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) || bare.StartsWith("UTC", StringComparison.OrdinalIgnoreCase))
            bare = bare[3..];
        if (bare.Length > 0 && char.IsAsciiDigit(bare[0]))
            bare = "+" + bare;
        return EventTimes.TryReadOffset(bare, out TimeSpan offset) ? offset : null;
    }

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
