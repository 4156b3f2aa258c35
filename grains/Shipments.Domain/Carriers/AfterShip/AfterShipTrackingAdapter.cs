using System.Text.Json;

namespace Shipments.Domain.Carriers.AfterShip;

/// <summary>
/// Reads AfterShip's trackings in all the coats they come in: <c>{ meta, data: { tracking } }</c>, <c>{ meta, data: { trackings: […] } }</c>,
/// <c>{ meta, data: { id, tracking_number, … } }</c> and the webhook's <c>{ event, msg }</c>. The scans' codes are AfterShip's sub-tags, so
/// their carrier is "aftership"; the carrier behind each, AfterShip's slug, stands in front of the scan's source id: <c>fedex:1f…</c>.
/// </summary>
internal sealed class AfterShipTrackingAdapter(LiveVocabularies vocabularies) : ICarrierAdapter
{
    public const string CarrierName = "aftership";

    private const long ErrorsFrom = 400;

    public string Format => "aftership-tracking-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt);
    }

    private PayloadReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        if (PayloadJson.Value(root, "meta") is { } meta && PayloadJson.Integer(meta, "code") is >= ErrorsFrom)
        {
            return Refused("meta.code", PayloadJson.Text(meta, "code"), "The platform answered: "
                + PayloadText.CutVisibly(PayloadJson.Text(meta, "message"), PayloadFault.ValueCharactersMax));
        }

        if (Trackings(root) is not { } found)
            return Refused("data", "", "The payload has no tracking: neither data.tracking, nor data.trackings, nor msg.");
        RelayedScans relayed = new(vocabularies.Current.Carriers[CarrierName]);
        return PayloadBounds.Readers("data", found, (path, element) => new AfterShipItemReader(path, element, relayed, receivedAt), reader => reader.EventCount, out PayloadFault? past) is not { } readers
            ? new PayloadReading([], past)
            : new PayloadReading([.. readers.Select(reader => reader.Read())], null);
    }

    private static IReadOnlyList<(string Path, JsonElement Element)>? Trackings(JsonElement root)
    {
        if (PayloadJson.Value(root, "msg") is { ValueKind: JsonValueKind.Object } message)
            return [("msg", message)];
        if (PayloadJson.Value(root, "data") is not { } data)
            return null;
        return PayloadJson.List(data, "tracking", "data.") ?? PayloadJson.List(data, "trackings", "data.")
            ?? (PayloadJson.Value(data, "tracking_number") is null ? null : [("data", data)]);
    }

    private static PayloadReading Refused(string field, string value, string problem) => new([], PayloadFault.At(field, value, problem));
}
