using System.Text.Json;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>
/// The further numbers of a shipment. <c>enviosAsociados</c> names shipments; references hold whatever the sender wrote, so only what can hardly be
/// anything else than a tracking number counts.
/// </summary>
internal static class CorreosLinks
{
    private const double TellingScore = 0.9;
    private const string ReturnForm = "correos-23-return";
    private static readonly string[] References = ["numReferencia1", "numReferencia2", "numReferencia3", "refCliente"];

    public static LinkedNumbers Of(CorreosShipment shipment, string ownNumber)
    {
        LinkedNumbers linked = new(ownNumber);
        foreach ((string _, JsonElement associated) in PayloadJson.List(shipment.Element, "enviosAsociados", "") ?? [])
        {
            string number = associated.ValueKind == JsonValueKind.Object ? PayloadJson.Text(associated, "codEnvio") : PayloadJson.Text(associated);
            linked.AddField(number, IsReturn(number) ? NumberRole.Return : NumberRole.LastMile);
        }

        foreach (string name in References)
        {
            string reference = PayloadJson.Text(shipment.Element, name);
            if (IsTelling(reference))
                linked.AddField(reference, NumberRole.Platform);
        }

        return linked;
    }

    private static bool IsReturn(string text) =>
        TrackingNumbers.TryNormalise(text, out string number, out _) && NumberClassifier.Classify(number) is [{ Format: ReturnForm }, ..];

    private static bool IsTelling(string text) => TrackingNumbers.TryNormalise(text, out string number, out _)
        && NumberClassifier.Classify(number) is [var best, ..] && best.Score >= TellingScore && best.CheckDigit != CheckDigit.Invalid;
}
