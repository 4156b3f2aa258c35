using System.Globalization;
using System.Text.Json;

namespace Shipments.Domain.Carriers.SingPost;

/// <summary>Reads replies of SingPost's tracking: <c>{ "ok": true, "items": [ { trackingNumber, trackingNumberFound, events, … } ] }</c>.</summary>
internal sealed class SingPostAdapter : ICarrierAdapter
{
    public const string CarrierName = "singpost";

    public string Format => "singpost-track-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt);
    }

    private static PayloadReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        if (PayloadJson.Text(root, "ok").Equals("false", StringComparison.OrdinalIgnoreCase))
            return Refused("ok", PayloadJson.Text(root, "message"), "The carrier answered that it failed.");
        if (PayloadJson.List(root, "items", "") is not { } items)
            return Refused("items", "", "The payload has no list named items.");
        if (items.Count > PayloadLimits.ItemsMax)
            return Refused("items", Number(items.Count), $"A payload has at most {PayloadLimits.ItemsMax} shipments.");

        // Counted while they are read, so that nothing past the bound is built.
        List<SingPostItemReader> readers = new(items.Count);
        int events = 0;
        foreach ((string path, JsonElement element) in items)
        {
            SingPostItemReader reader = new(path, element, receivedAt);
            events += reader.RowCount;
            if (events > PayloadLimits.EventsMax)
                return Refused("items", Number(events), $"A payload has at most {PayloadLimits.EventsMax} events.");
            readers.Add(reader);
        }

        return new PayloadReading([.. readers.Select(reader => reader.Read())], null);
    }

    private static PayloadReading Refused(string field, string value, string problem) => new([], PayloadFault.At(field, value, problem));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
