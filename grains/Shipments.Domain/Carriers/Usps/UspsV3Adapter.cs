using System.Globalization;
using System.Text.Json;

namespace Shipments.Domain.Carriers.Usps;

/// <summary>Reads replies of the USPS Tracking API, version 3: one piece, a list of pieces, or an error, each on its own or in the list.</summary>
internal sealed class UspsV3Adapter : ICarrierAdapter
{
    public const string CarrierName = "usps";

    public string Format => "usps-v3-json";

    public string Carrier => CarrierName;

    public int PayloadBytesMax => PayloadLimits.BytesMax;

    public PayloadReading Read(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt)
    {
        using JsonDocument? document = PayloadJson.Parse(payload, out PayloadFault? fault);
        return document is null ? new PayloadReading([], fault) : Read(document.RootElement, receivedAt);
    }

    private static PayloadReading Read(JsonElement root, DateTimeOffset receivedAt)
    {
        List<(string Path, JsonElement Element)> pieces = [];
        if (root.ValueKind == JsonValueKind.Array)
            PayloadJson.AddMembers(root, "", pieces);
        else if (UspsPieceReader.IsPiece(root))
            pieces.Add(("", root));
        else
            return Refused(PayloadJson.Text(root), "The payload is neither a piece with its tracking number nor an error, nor a list of them.");

        if (pieces.Count > PayloadLimits.ItemsMax)
            return Refused(Number(pieces.Count), $"A payload has at most {PayloadLimits.ItemsMax} shipments.");
        // Counted while they are read, so that nothing past the bound is built.
        List<UspsPieceReader> readers = new(pieces.Count);
        int events = 0;
        foreach ((string path, JsonElement element) in pieces)
        {
            UspsPieceReader reader = new(path, element, receivedAt);
            events += reader.EventCount;
            if (events > PayloadLimits.EventsMax)
                return Refused(Number(events), $"A payload has at most {PayloadLimits.EventsMax} events.");
            readers.Add(reader);
        }

        return new PayloadReading([.. readers.Select(reader => reader.Read())], null);
    }

    private static PayloadReading Refused(string value, string problem) => new([], PayloadFault.At("", value, problem));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
