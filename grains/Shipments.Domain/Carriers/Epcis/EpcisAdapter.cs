using System.Globalization;
using System.Text.Json;
using Shipments.Domain.Epcis;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>
/// Reads EPCIS 2.0 in JSON-LD: a document, a query's answer, a list of events or one event. Each object an event names is a parcel of its own,
/// so one event gives a scan for every one of them.
/// </summary>
internal sealed class EpcisAdapter : ICarrierAdapter
{
    public const string CarrierName = "epcis";

    public string Format => "epcis-json-ld";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt.ToUnixTimeMilliseconds());
    }

    private static PayloadReading Read(JsonElement root, long receivedMs)
    {
        if (EpcisEvents.Of(root) is not { } events)
            return Refused("epcisBody", PayloadJson.Text(root, "type"), "The payload has no list of events, and is none itself.");
        EpcisItems items = new(receivedMs);
        foreach (EpcisEvent each in events)
        {
            items.Add(each);
            if (items.EventCount > PayloadLimits.EventsMax)
                return Refused("eventList", Number(items.EventCount), $"A payload has at most {PayloadLimits.EventsMax} events, each counted for every object it names.");
            if (items.Count > PayloadLimits.ItemsMax)
                return Refused("eventList", Number(items.Count), $"A payload names at most {PayloadLimits.ItemsMax} objects.");
        }

        return new PayloadReading(items.Finish(), null);
    }

    private static PayloadReading Refused(string field, string value, string problem) => new([], PayloadFault.At(field, value, problem));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
