using System.Text.Json;

namespace Shipments.Domain.Carriers.SeventeenTrack;

/// <summary>
/// Reads 17TRACK's replies and pushes: <c>{ code, data: { accepted: […], rejected: […] } }</c> of gettrackinfo and of register, and
/// <c>{ event, data: { number, track_info } }</c> of the webhook. The scans' codes are 17TRACK's sub-statuses, so their carrier is "17track";
/// the carrier behind each, by 17TRACK's key of its provider, stands in front of the scan's source id: <c>190012:1f…</c>.
/// </summary>
internal sealed class SeventeenTrackPushAdapter(LiveVocabularies vocabularies) : ICarrierAdapter
{
    public const string CarrierName = "17track";

    public string Format => "17track-push-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt);
    }

    private PayloadReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        JsonElement? data = PayloadJson.Value(root, "data");
        if (data is { } answer && PayloadJson.List(answer, "errors", "data.") is [var (path, first), ..])
            return Refused(path, PayloadJson.Text(first, "code"), SeventeenTrackError.Sentence(first));
        if (PayloadJson.Text(root, "code") is { Length: > 0 } code and not "0")
            return Refused("code", code, "The platform answered with an error.");
        if (data is not { ValueKind: JsonValueKind.Object } found)
            return Refused("data", "", "The payload has no data.");

        IReadOnlyList<(string Path, JsonElement Element)> rejected = PayloadJson.List(found, "rejected", "data.") ?? [];
        if (Accepted(found) is not { } accepted)
            return Refused("data", "", "The data is neither a tracking nor lists of accepted and rejected ones.");
        if (PayloadBounds.Past("data", accepted.Count + rejected.Count, 0) is { } tooMany)
            return new PayloadReading([], tooMany);
        RelayedScans relayed = new(vocabularies.Current.Carriers[CarrierName]);
        return PayloadBounds.Readers(
            "data", accepted, (path, element) => new SeventeenTrackItemReader(path, element, relayed, receivedAt), reader => reader.EventCount, out PayloadFault? past) is not { } readers
            ? new PayloadReading([], past)
            : new PayloadReading([.. readers.Select(reader => reader.Read()), .. rejected.Select(each => SeventeenTrackError.Item(each.Path, each.Element))], null);
    }

    private static IReadOnlyList<(string Path, JsonElement Element)>? Accepted(JsonElement data)
    {
        if (PayloadJson.Value(data, "number") is not null)
            return [("data", data)];
        return PayloadJson.List(data, "accepted", "data.") ?? (PayloadJson.Value(data, "rejected") is null ? null : []);
    }

    private static PayloadReading Refused(string field, string value, string problem) => new([], PayloadFault.At(field, value, problem));
}
