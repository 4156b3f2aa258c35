using System.Text.Json;

namespace Shipments.Domain.Carriers.FourPx;

/// <summary>Reads the reply of 4PX's tracking page: <c>{ "result": 1, "message": "…", "data": [ { queryCode, tracks, … } ] }</c>.</summary>
internal sealed class FourPxTracksAdapter : ICarrierAdapter
{
    public const string CarrierName = "4px";

    private const string Success = "1";

    public string Format => "4px-tracks-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt);
    }

    private static PayloadReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        string result = PayloadJson.Text(root, "result");
        if (result.Length > 0 && result != Success && PayloadJson.List(root, "data", "") is not { Count: > 0 })
            return Refused("result", result, "The carrier answered: " + PayloadText.CutVisibly(PayloadJson.Text(root, "message"), PayloadFault.ValueCharactersMax));
        if (PayloadJson.List(root, "data", "") is not { } found)
            return Refused("data", "", "The payload has no list named data.");

        return PayloadBounds.Readers("data", found, (path, element) => new FourPxItemReader(path, element, receivedAt), reader => reader.EventCount, out PayloadFault? past) is not { } readers
            ? new PayloadReading([], past)
            : new PayloadReading([.. readers.Select(reader => reader.Read())], null);
    }

    private static PayloadReading Refused(string field, string value, string problem) => new([], PayloadFault.At(field, value, problem));
}
