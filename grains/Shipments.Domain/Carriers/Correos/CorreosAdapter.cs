using System.Globalization;
using System.Text.Json;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>
/// Reads replies of Correos' shipment locator: a list of shipments, or one. Repeated keys all count, an error may stand inside a reply that went well,
/// and a reply that breaks off or carries comments is read as far as it goes, with a fault on the shipment it broke in, or on one without a number when it broke between two.
/// </summary>
internal sealed class CorreosAdapter : ICarrierAdapter
{
    public const string CarrierName = "correos";

    public string Format => "correos-localizador-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using MendedJson? json = MendedJson.Parse(payload, out PayloadFault? fault);
        return json is null ? new PayloadReading([], fault) : Read(json, receivedAt);
    }

    private static PayloadReading Read(MendedJson json, DateTimeOffset receivedAt)
    {
        List<(string Path, JsonElement Element)> found = [];
        bool isList = json.Root.ValueKind == JsonValueKind.Array;
        if (isList)
            PayloadJson.AddMembers(json.Root, "", found);
        else if (IsShipment(json.Root))
            found.Add(("", json.Root));
        else
            return Refused(PayloadJson.Text(json.Root), "The payload is neither a shipment with its number nor an error, nor a list of them.");

        if (found.Count > PayloadLimits.ItemsMax)
            return Refused(Number(found.Count), $"A payload has at most {PayloadLimits.ItemsMax} shipments.");

        // Counted while they are read, so that nothing past the bound is built.
        List<CorreosShipment> shipments = new(found.Count);
        int events = 0;
        foreach ((string path, JsonElement element) in found)
        {
            CorreosShipment shipment = new(path, element);
            events += shipment.Events.Count;
            if (events > PayloadLimits.EventsMax)
                return Refused(Number(events), $"A payload has at most {PayloadLimits.EventsMax} events.");
            shipments.Add(shipment);
        }

        if (shipments.Count == 0 && json.Damage is not null)
            return new PayloadReading([], json.Damage);

        bool brokeInside = json.Damage is not null && json.OpenLevels > (isList ? 1 : 0);
        List<PayloadItem> items = new(shipments.Count + 1);
        foreach (CorreosShipment shipment in shipments)
        {
            PayloadFault? damage = brokeInside && items.Count == shipments.Count - 1 ? json.Damage : null;
            items.Add(new CorreosItemReader(shipment, receivedAt).Read(damage, items.Count == 0 ? json.Comment : null));
        }

        if (json.Damage is not null && !brokeInside)
            items.Add(new PayloadItem("", [], [], false, json.Damage));
        return new PayloadReading(items, null);
    }

    private static bool IsShipment(JsonElement element) =>
        PayloadJson.Value(element, "codEnvio") is not null || PayloadJson.Value(element, "eventos") is not null || PayloadJson.Value(element, "error") is not null;

    private static PayloadReading Refused(string value, string problem) => new([], PayloadFault.At("", value, problem));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
