using System.Text.Json;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.FourPx;

/// <summary>Reads one event of a 4PX shipment.</summary>
internal static class FourPxScanReader
{
    public static PayloadScan Read(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(path, PayloadJson.Text(element), "The event is no object.");

        string code = PayloadJson.Text(element, "tkCode");
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(path + ".tkCode", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        string text = PayloadJson.Text(element, "tkDesc");
        if (code.Length == 0 && text.Length == 0)
            return Refused(path, "", "The event has neither a code nor a text.");
        if (FourPxTimes.Read(path, element, out PayloadFault? fault) is not { } time)
            return new PayloadScan(null, fault);
        return new PayloadScan(
            new ScanFact
            {
                Carrier = FourPxTracksAdapter.CarrierName,
                Code = code,
                Text = PayloadText.CutVisibly(text, PayloadLimits.TextCharactersMax),
                Time = time,
                Place = Place(element),
            },
            null);
    }

    private static PlaceRecord? Place(JsonElement element)
    {
        string location = PayloadJson.Text(element, "tkLocation");
        PlaceRecord place = new()
        {
            City = PayloadText.CutVisibly(location, PayloadLimits.PlaceCharactersMax),
            PostalCode = PayloadText.CutVisibly(PayloadJson.Text(element, "spTkZipCode"), PayloadLimits.PlaceCharactersMax),
            Country = PlaceNames.Country(location),
        };

        // A country alone is no city.
        if (place.Country.Length > 0 && CountryNames.Code(location) == place.Country)
            place.City = "";
        return place.CalculateSize() == 0 ? null : place;
    }

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
