using System.Text.Json;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>Reads one shipment of a reply, or the error that stands in its place.</summary>
internal sealed class CorreosItemReader(CorreosShipment shipment, DateTimeOffset receivedAt)
{
    private const string Fine = "0";

    // The carrier tells an unknown number in words.
    private static readonly string[] NotFoundTexts =
    [
        "no existe", "no se ha encontrado", "no se han encontrado", "no encontrado", "no hay información", "no hay informacion", "no disponemos de información",
        "no disponemos de informacion", "sin información", "sin informacion", "no hay datos", "sin eventos",
    ];

    /// <param name="damage">Where the payload broke off, for the item it broke in; null when it did not.</param>
    /// <param name="remark">What is odd about the payload and cost nothing; null when nothing is.</param>
    public PayloadItem Read(PayloadFault? damage, PayloadFault? remark)
    {
        PayloadFault? error = Error(out bool unknown);
        string written = PayloadJson.Text(shipment.Element, "codEnvio");
        if (!TrackingNumbers.TryNormalise(written, out string number, out string problem))
        {
            bool bareReply = unknown && written.Length == 0 && damage is null;
            PayloadFault fault = damage ?? error ?? PayloadFault.At(
                shipment.Path + "codEnvio", written, written.Length == 0 ? "The shipment has no number." : problem);
            return new PayloadItem("", [], [], bareReply, bareReply ? null : fault);
        }

        CorreosScanReader reader = new(shipment.ReturnProduct);
        List<PayloadScan> scans = new(shipment.Events.Count);
        foreach ((string path, JsonElement element) in shipment.Events)
        {
            PayloadScan scan = reader.Read(path, element);
            if (scan.Fact is { } fact)
            {
                fact.Number = number;
                fact.ReceivedMs = receivedAt.ToUnixTimeMilliseconds();
            }

            scans.Add(scan);
        }

        // The carrier lists the oldest first; what is numbered here expects the newest first.
        ScanOrder.Finish([.. Enumerable.Reverse(scans)], null);
        LinkedNumbers linked = CorreosLinks.Of(shipment, number);
        bool notFound = scans.Count == 0 && damage is null && error is null;
        return new PayloadItem(number, linked.Found, scans, notFound, damage ?? error ?? Overflow(linked) ?? remark);
    }

    // Null also for an unknown number: that is no error.
    private PayloadFault? Error(out bool unknown)
    {
        unknown = false;
        if (PayloadJson.Value(shipment.Element, "error") is not { ValueKind: JsonValueKind.Object } error)
            return null;
        string code = PayloadJson.Text(error, "codError");
        string said = PayloadJson.Text(error, "desError");
        if (code.Length == 0 || code.All(digit => digit == Fine[0]))
            return null;
        unknown = NotFoundTexts.Any(each => said.Contains(each, StringComparison.OrdinalIgnoreCase));
        if (unknown)
            return null;
        return PayloadFault.At(shipment.Path + "error.codError", code, said.Length == 0
            ? "The carrier answered with an error." : "The carrier answered: " + PayloadText.CutVisibly(said, PayloadFault.ValueCharactersMax));
    }

    private PayloadFault? Overflow(LinkedNumbers linked) => linked.Overflow.Length == 0 ? null : PayloadFault.At(
        shipment.Path.TrimEnd('.'), linked.Overflow, $"A shipment names at most {PayloadLimits.LinkedNumbersMax} further numbers.");
}
