using System.Text.Json;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.SeventeenTrack;

/// <summary>What 17TRACK says in place of a tracking.</summary>
internal static class SeventeenTrackError
{
    // The number is registered and fine, its carrier has nothing yet.
    private const long NothingYetCode = -18019909;
    private const string NothingYetText = "no tracking information";

    /// <summary>A rejected number: a fault, or a number without scans so far.</summary>
    public static PayloadItem Item(string path, JsonElement element)
    {
        TrackingNumbers.TryNormalise(PayloadJson.Text(element, "number"), out string number, out _);
        if (PayloadJson.Value(element, "error") is not { } error)
            return new PayloadItem(number, [], [], false, PayloadFault.At(path, PayloadJson.Text(element, "number"), "The platform rejected the number."));
        bool nothingYet = PayloadJson.Integer(error, "code") == NothingYetCode
            || PayloadJson.Text(error, "message").Contains(NothingYetText, StringComparison.OrdinalIgnoreCase);
        return nothingYet && number.Length > 0
            ? new PayloadItem(number, [], [], true, null)
            : new PayloadItem(number, [], [], false, PayloadFault.At(path + ".error", PayloadJson.Text(error, "code"), Sentence(error)));
    }

    public static string Sentence(JsonElement error)
    {
        string message = PayloadJson.Text(error, "message");
        return message.Length == 0
            ? "The platform answered with an error."
            : "The platform answered: " + PayloadText.CutVisibly(message, PayloadFault.ValueCharactersMax);
    }
}
