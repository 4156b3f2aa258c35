using System.Text.Json;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Usps;

/// <summary>Reads one event of a USPS piece.</summary>
internal static class UspsScanReader
{
    // "In transit to next facility": the post's guess between two scans.
    private const string InferredCode = "NT";
    private const string Home = "US";

    /// <param name="path">Where it stands.</param>
    /// <param name="element">The event.</param>
    /// <param name="category">What stands for a missing code; empty when nothing does.</param>
    public static PayloadScan Read(string path, JsonElement element, string category)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(path, PayloadJson.Text(element), "The event is no object.");

        string code = PayloadJson.Text(element, "eventCode");
        code = code.Length == 0 ? category : code;
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(path + ".eventCode", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        string text = PayloadJson.Text(element, "eventType");
        if (code.Length == 0 && text.Length == 0)
            return Refused(path, "", "The event has neither a code nor a text.");
        PlaceRecord? place = Place(element);
        if (UspsTimes.Read(path, element, place, out PayloadFault? fault) is not { } time)
            return new PayloadScan(null, fault);
        return new PayloadScan(
            new ScanFact
            {
                Carrier = UspsV3Adapter.CarrierName,
                Code = code,
                Text = PayloadText.CutVisibly(text, PayloadLimits.TextCharactersMax),
                Time = time,
                Place = place,
                Inferred = code == InferredCode,
            },
            null);
    }

    // No country means the post's own one, as long as there is a place at all.
    private static PlaceRecord? Place(JsonElement element)
    {
        PlaceRecord place = new()
        {
            City = Part(element, "eventCity"),
            Region = Part(element, "eventState"),
            PostalCode = Part(element, "eventZIP"),
        };
        string country = PayloadJson.Text(element, "eventCountry");
        if (country.Length > 0)
            place.Country = CountryNames.Code(country);
        else if (place.City.Length + place.Region.Length + place.PostalCode.Length > 0)
            place.Country = Home;

        // A country without a code here is still a place: kept where there is room for a name.
        if (country.Length > 0 && place.Country.Length == 0 && place.Region.Length == 0)
            place.Region = PayloadText.CutVisibly(country, PayloadLimits.PlaceCharactersMax);
        return place.CalculateSize() == 0 ? null : place;
    }

    private static string Part(JsonElement element, string name) =>
        PayloadText.CutVisibly(PayloadJson.Text(element, name), PayloadLimits.PlaceCharactersMax);

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
