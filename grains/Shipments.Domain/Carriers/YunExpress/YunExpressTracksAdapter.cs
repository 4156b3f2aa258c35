using System.Text.Json;

namespace Shipments.Domain.Carriers.YunExpress;

/// <summary>
/// Reads YunExpress' tracking reply: <c>{ "success": true, "result": { waybill_number, track_info: [ { track_events: […] } ] } }</c>, where
/// <c>result</c> may be a list of such objects. There are no codes: the wording alone says what an event means.
/// </summary>
internal sealed class YunExpressTracksAdapter : ICarrierAdapter
{
    public const string CarrierName = "yunexpress";

    public string Format => "yunexpress-tracks-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt);
    }

    private static PayloadReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        if (PayloadJson.Text(root, "success") == "false")
            return Refused("success", "false", "The carrier answered that it failed.");
        if (PayloadJson.List(root, "result", "") is not { } results)
            return Refused("result", "", "The payload has no result.");
        return PayloadBounds.Readers("result", results, (path, element) => new YunExpressItemReader(path, element, receivedAt), reader => reader.EventCount, out PayloadFault? past) is not { } readers
            ? new PayloadReading([], past)
            : new PayloadReading([.. readers.Select(reader => reader.Read())], null);
    }

    private static PayloadReading Refused(string field, string value, string problem) => new([], PayloadFault.At(field, value, problem));
}
