using System.Text.Json;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.AliExpress;

/// <summary>
/// Reads one event of a parcel. The second code is the exact one, the first its family; an event without either goes by its group node, or
/// by the stage of the order ("STAGE_1400").
/// </summary>
internal static class AliExpressScanReader
{
    private const string StagePrefix = "STAGE_";

    public static PayloadScan Read(string path, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Refused(path, PayloadJson.Text(element), "The event is no object.");

        string code = Code(element);
        if (code.Length > PayloadLimits.CodeCharactersMax)
            return Refused(path + ".trackingSecondCode", code, $"A code has at most {PayloadLimits.CodeCharactersMax} characters.");
        string text = FirstOf(element, "trackingDetailDesc", "trackingName");
        if (code.Length == 0 && text.Length == 0)
            return Refused(path, "", "The event has neither a code nor a text.");
        if (AliExpressTimes.Read(path, element, out PayloadFault? fault) is not { } time)
            return new PayloadScan(null, fault);
        return new PayloadScan(
            new ScanFact
            {
                Carrier = AliExpressDetailAdapter.CarrierName,
                Code = code,
                Text = PayloadText.CutVisibly(text, PayloadLimits.TextCharactersMax),
                Time = time,
            },
            null);
    }

    private static string Code(JsonElement element)
    {
        string code = FirstOf(element, "trackingSecondCode", "trackingPrimaryCode");
        if (code.Length == 0 && PayloadJson.Value(element, "group") is { } group)
            code = PayloadJson.Text(group, "nodeCode");
        if (code.Length > 0)
            return code;
        string stage = FirstOf(element, "fulfillStage", "fulfilStage");
        return stage.Length == 0 ? "" : StagePrefix + stage;
    }

    private static string FirstOf(JsonElement element, string name, string otherName)
    {
        string text = PayloadJson.Text(element, name);
        return text.Length > 0 ? text : PayloadJson.Text(element, otherName);
    }

    private static PayloadScan Refused(string field, string value, string problem) => new(null, PayloadFault.At(field, value, problem));
}
