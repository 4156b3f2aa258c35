using System.Text.Json;

namespace Shipments.Domain.Carriers.AliExpress;

/// <summary>
/// Reads the reply behind AliExpress' page of an order's parcels:
/// <c>{ "api": "mtop.ae.ld.querydetail", "ret": ["SUCCESS::…"], "data": { "module": { "trackingDetailLineList": [ … ] } } }</c>.
/// An order may travel in several parcels; each line is one.
/// </summary>
internal sealed class AliExpressDetailAdapter : ICarrierAdapter
{
    public const string CarrierName = "aliexpress";

    private const string Success = "SUCCESS";
    private const string Lines = "trackingDetailLineList";
    private const string LinesPath = "data.module." + Lines;

    public string Format => "aliexpress-ld-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt);
    }

    private static PayloadReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        foreach ((string path, JsonElement answer) in PayloadJson.List(root, "ret", "") ?? [])
        {
            string text = PayloadJson.Text(answer);
            if (!text.StartsWith(Success, StringComparison.OrdinalIgnoreCase))
                return Refused(path, text, "The platform answered that it failed.");
        }

        if (PayloadJson.Value(root, "data") is not { } data || PayloadJson.Value(data, "module") is not { } module)
            return Refused("data.module", "", "The payload has no module.");
        if (PayloadJson.List(module, Lines, "data.module.") is not { } lines)
            return Refused(LinesPath, "", "The module has no list of parcels.");
        return PayloadBounds.Readers(LinesPath, lines, (path, element) => new AliExpressItemReader(path, element, receivedAt), reader => reader.EventCount, out PayloadFault? past) is not { } readers
            ? new PayloadReading([], past)
            : new PayloadReading([.. readers.Select(reader => reader.Read())], null);
    }

    private static PayloadReading Refused(string field, string value, string problem) => new([], PayloadFault.At(field, value, problem));
}
