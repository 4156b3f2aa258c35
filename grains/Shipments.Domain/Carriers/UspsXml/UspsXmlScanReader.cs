using System.Globalization;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>Reads one event.</summary>
internal static class UspsXmlScanReader
{
    // "In transit to next facility": the post's guess between two scans.
    private const string InferredCode = "NT";

    /// <param name="element">The event.</param>
    /// <param name="category">What stands for a missing code; empty when nothing does.</param>
    /// <param name="receivedAt">When the payload came.</param>
    public static PayloadScan Read(TrackEventXml element, string category, DateTimeOffset receivedAt) =>
        element.Fields.Count > 0 ? FromFields(element, category) : FromLine(element, category, receivedAt);

    private static PayloadScan FromFields(TrackEventXml element, string category)
    {
        string text = element.Field("Event");
        string code = FirstSaid(element.Field("EventCode"), UspsEventNames.Code(text), category);
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(element.Path + ".EventCode", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        if (code.Length == 0 && text.Length == 0)
            return Refused(element.Path, "", "The event has neither a code nor a text.");
        string day = element.Field("EventDate");
        string clock = element.Field("EventTime");
        if (!UspsXmlTimes.TryDate(day, out DateTime date))
            return Refused(element.Path + ".EventDate", day, "The event has no readable date.");
        bool timed = UspsXmlTimes.TryTime(clock, out TimeSpan time);
        if (!timed && clock.Length > 0)
            return Refused(element.Path + ".EventTime", clock, "The event has no readable time of day.");

        PlaceRecord? place = UspsXmlPlaces.Of(element);
        string raw = timed ? $"{day} {clock}" : day;
        return Complete(code, text, UspsXmlTimes.Read(date, timed ? time : null, place, IsAnnounced(code), raw), place);
    }

    private static PayloadScan FromLine(TrackEventXml element, string category, DateTimeOffset receivedAt)
    {
        TrackLine line = TrackLine.Read(element.Line, receivedAt);
        if (line.Date is not { } date)
            return Refused(element.Path, element.Line, "The line has no readable date.");
        string code = FirstSaid(line.Code, category);
        PlaceRecord? place = UspsXmlPlaces.Of(line.City, line.State, line.Zip);
        EventTimeRecord time = UspsXmlTimes.Read(date, line.Time, place, IsAnnounced(code), Raw(date, line.Time));
        if (line.YearGuessed)
            time.Repair = TrackLine.NoYear;
        return Complete(code, line.Text, time, place);
    }

    private static PayloadScan Complete(string code, string text, EventTimeRecord time, PlaceRecord? place) => new(
        new ScanFact
        {
            Carrier = UspsXmlAdapter.CarrierName,
            Code = code,
            Text = PayloadText.CutVisibly(text, PayloadLimits.TextCharactersMax),
            Time = time,
            Place = place,
            Inferred = code == InferredCode,
        },
        null);

    // What the shipper told beforehand: it cannot come after a scan of its day.
    private static bool IsAnnounced(string code) => code is "MA" or "GX" or "PRE_SHIPMENT";

    // The line as a whole is the scan's text; its time is written as the post's fields are.
    private static string Raw(DateTime date, TimeSpan? time)
    {
        string day = date.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
        return time is { } clock ? $"{day} {(date + clock).ToString("h:mm tt", CultureInfo.InvariantCulture).ToLowerInvariant()}" : day;
    }

    private static string FirstSaid(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            if (text.Length > 0)
                return text;
        }

        return "";
    }

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
