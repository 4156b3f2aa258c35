using System.Text.Json;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.SeventeenTrack;

/// <summary>Reads one event of a tracking.</summary>
/// <param name="relayed">Gives codes their side of the border, and scans their source.</param>
/// <param name="origin">ISO code of the country the parcel comes from; empty when unknown.</param>
/// <param name="destination">ISO code of the country it goes to; empty when unknown.</param>
internal sealed class SeventeenTrackScanReader(RelayedScans relayed, string origin, string destination)
{
    public PayloadScan Read(SeventeenTrackEvent each)
    {
        JsonElement element = each.Element;
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(each.Path, PayloadJson.Text(element), "The event is no object.");

        string code = each.Code;
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(each.Path + ".sub_status", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        string text = PayloadText.CutVisibly(PayloadJson.Text(element, "description"), PayloadLimits.TextCharactersMax);
        if (code.Length == 0 && text.Length == 0)
            return Refused(each.Path, "", "The event has neither a status nor a text.");

        PlaceRecord? place = Place(element);
        string country = place?.Country ?? "";
        if (SeventeenTrackTimes.Read(each.Path, element, country, out PayloadFault? fault) is not { } time)
            return new PayloadScan(null, fault);
        return new PayloadScan(
            new ScanFact
            {
                Carrier = SeventeenTrackPushAdapter.CarrierName,
                Code = relayed.Placed(code, country, origin, destination),
                Text = text,
                Time = time,
                Place = place,
                SourceId = relayed.SourceId(each.Source, code, text, time),
                Inferred = each.IsMilestone,
            },
            null);
    }

    private static PlaceRecord? Place(JsonElement element)
    {
        string location = PayloadJson.Text(element, "location");
        JsonElement address = PayloadJson.Value(element, "address") ?? default;
        string city = PayloadJson.Text(address, "city");
        string country = CountryNames.Code(PayloadJson.Text(address, "country"));
        PlaceRecord place = new()
        {
            City = PayloadText.CutVisibly(city.Length > 0 ? city : location, PayloadLimits.PlaceCharactersMax),
            Region = Part(address, "state"),
            PostalCode = Part(address, "postal_code"),
            Country = country.Length > 0 ? country : PlaceNames.Country(location),
        };
        return place.CalculateSize() == 0 ? null : place;
    }

    private static string Part(JsonElement element, string name) =>
        PayloadText.CutVisibly(PayloadJson.Text(element, name), PayloadLimits.PlaceCharactersMax);

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
