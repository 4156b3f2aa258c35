using System.Globalization;
using System.Text.Json;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>Reads one event. Its stage of one to four (<c>fase</c>) is no meaning of its own: it is kept at the end of the text, as is a return product.</summary>
/// <param name="returnProduct">The code of the return product the shipment goes by; empty when it is none.</param>
internal sealed class CorreosScanReader(string returnProduct)
{
    private static readonly string[] DateFormats = ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd"];
    private static readonly string[] ClockFormats = ["HH:mm:ss", "HH:mm", "H:mm:ss", "H:mm"];

    // Announced by the sender: it cannot come after a scan of its day.
    private const string Announced = "A090000V";
    private const string Home = "ES";

    public PayloadScan Read(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(path, PayloadJson.Text(element), "The event is no object.");
        string code = PayloadJson.Text(element, "codEvento");
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(path + ".codEvento", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        string text = Text(element);
        if (code.Length == 0 && text.Length == 0)
            return Refused(path, "", "The event has neither a code nor a text.");
        PlaceRecord? place = Place(element);
        if (Time(path, element, code, place, out PayloadFault? fault) is not { } time)
            return new PayloadScan(null, fault);
        return new PayloadScan(
            new ScanFact
            {
                Carrier = CorreosAdapter.CarrierName,
                Code = code,
                Text = PayloadText.CutVisibly(text + Notes(element), PayloadLimits.TextCharactersMax),
                Time = time,
                Place = place,
            },
            null);
    }

    // The short wording, and the long one where it says more.
    private static string Text(JsonElement element)
    {
        string brief = PayloadJson.Text(element, "desTextoResumen");
        string full = PayloadJson.Text(element, "desTextoAmpliado");
        if (full.Length == 0 || full.Equals(brief, StringComparison.OrdinalIgnoreCase))
            return brief;
        return brief.Length == 0 ? full : $"{brief.TrimEnd('.')}. {full}";
    }

    private string Notes(JsonElement element)
    {
        string stage = PayloadJson.Text(element, "fase");
        string[] notes = [stage.Length == 0 ? "" : "fase " + stage, returnProduct.Length == 0 ? "" : "producto de devolución " + returnProduct];
        string joined = string.Join(", ", notes.Where(note => note.Length > 0));
        return joined.Length == 0 ? "" : $" [{joined}]";
    }

    private static EventTimeRecord? Time(string path, JsonElement element, string code, PlaceRecord? place, out PayloadFault? fault)
    {
        fault = null;
        string day = PayloadJson.Text(element, "fecEvento");
        string clock = PayloadJson.Text(element, "horEvento");
        if (!TryRead(day, DateFormats, out DateTime date) || !ZonedTimes.IsPlausible(date))
        {
            fault = PayloadFault.At(path + ".fecEvento", day, "The event has no readable date.");
            return null;
        }

        bool timed = TryRead(clock, ClockFormats, out DateTime time);
        if (!timed && clock.Length > 0)
        {
            fault = PayloadFault.At(path + ".horEvento", clock, "The event has no readable time of day.");
            return null;
        }

        LocalZone[] zones = [CorreosZones.Of(place)];
        return timed
            ? ZonedTimes.Read(date + time.TimeOfDay, zones, place is null ? ZoneSource.Country : ZoneSource.Office, $"{day} {clock}")
            : ZonedTimes.ReadDay(date, zones, code == Announced, day);
    }

    private static bool TryRead(string text, string[] formats, out DateTime value) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out value);

    private static PlaceRecord? Place(JsonElement element)
    {
        PlaceRecord place = new()
        {
            Office = Part(element, "unidad"),
            City = Part(element, "localidad"),
            Region = Part(element, "provincia"),
            PostalCode = Part(element, "codPostal"),
        };
        if (place.CalculateSize() == 0)
            return null;
        place.Country = Home;
        return place;
    }

    private static string Part(JsonElement element, string name) =>
        PayloadText.CutVisibly(PayloadJson.Text(element, name), PayloadLimits.PlaceCharactersMax);

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
