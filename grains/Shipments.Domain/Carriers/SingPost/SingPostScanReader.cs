using System.Text.Json;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.SingPost;

/// <summary>Reads one event. The code stands in <c>eventDescription</c>, which may as well hold a wording, or else in <c>aceStatusCode</c>.</summary>
internal static class SingPostScanReader
{
    private const string Nothing = "-";
    private const int CodeCharactersMin = 2;
    private const int CodeCharactersUsualMax = 4;

    private static readonly string[] Named = ["statusDescription", "date", "location", "eventDescription", "aceStatusCode"];

    /// <summary>A row in which nothing is said: it holds a place in the carrier's table and is no event.</summary>
    public static bool IsPlaceholder(JsonElement element) => element.ValueKind == JsonValueKind.Null
        || (element.ValueKind == JsonValueKind.Object && Named.All(name => Said(element, name).Length == 0));

    public static PayloadScan Read(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(path, PayloadJson.Text(element), "The event is no object.");
        string described = Said(element, "eventDescription");
        string ace = Said(element, "aceStatusCode");
        string code = IsCode(described) ? described : ace;
        string text = Said(element, "statusDescription");
        text = text.Length == 0 && code != described ? described : text;
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(path + ".aceStatusCode", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        if (code.Length == 0 && text.Length == 0)
            return Refused(path, "", "The event has neither a code nor a text.");

        PlaceRecord? place = SingPostTimes.Place(Said(element, "location"));
        string date = Said(element, "date");
        if (SingPostTimes.Read(date, place) is not { } time)
            return Refused(path + ".date", PayloadJson.Text(element, "date"), "The event has no readable time.");
        return new PayloadScan(
            new ScanFact
            {
                Carrier = SingPostAdapter.CarrierName,
                Code = code,
                Text = PayloadText.CutVisibly(text, PayloadLimits.TextCharactersMax),
                Time = time,
                Place = place,
            },
            null);
    }

    private static bool IsCode(string text) =>
        text.Length is >= CodeCharactersMin and <= CodeCharactersUsualMax && text.All(char.IsAsciiLetterOrDigit);

    private static string Said(JsonElement element, string name) =>
        PayloadJson.Text(element, name) is var text && text.All(each => each == Nothing[0]) ? "" : text;

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
