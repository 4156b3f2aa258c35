using System.Text.Json;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Cainiao;

/// <summary>Reads one event of a Cainiao reply.</summary>
/// <param name="vocabulary">Tells on which part of the way a code stands.</param>
/// <param name="destination">ISO code of the country the parcel goes to; empty when the reply does not say it.</param>
internal sealed class CainiaoScanReader(CarrierVocabulary vocabulary, string destination)
{
    public PayloadScan Read(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(path, PayloadJson.Text(element), "The event is no object.");

        string code = PayloadJson.Text(element, "actionCode");
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(path + ".actionCode", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        string standard = PayloadJson.Text(element, "standerdDesc");
        string text = PayloadJson.Text(element, "desc");
        text = text.Length == 0 ? standard : text;
        if (code.Length == 0 && text.Length == 0)
            return Refused(path, "", "The event has neither a code nor a text.");

        MeaningRecord? meaning = vocabulary.Find(code, text, inferred: false);
        if (CainiaoTimes.Read(path, element, meaning, destination, out PayloadFault? fault) is not { } time)
            return new PayloadScan(null, fault);
        return new PayloadScan(
            new ScanFact
            {
                Carrier = CainiaoDetailAdapter.CarrierName,
                Code = code,
                Text = PayloadText.CutVisibly(text, PayloadLimits.TextCharactersMax),
                Time = time,
                Place = Place(text) ?? Place(standard),
            },
            null);
    }

    // The page puts the place in brackets before the sentence: "[Xiaoshan District] Departed from sorting center".
    private static PlaceRecord? Place(string text)
    {
        int end = text.Length > 0 && text[0] is '[' or '【' ? text.IndexOfAny([']', '】']) : -1;
        string city = end > 1 ? text[1..end].Trim() : "";
        return city.Length == 0 ? null : new PlaceRecord { City = PayloadText.CutVisibly(city, PayloadLimits.PlaceCharactersMax) };
    }

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
