using Shipments.Domain.Epcis.Export;
using Shipments.Domain.Epcis.Hashing;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers.Epcis;

/// <summary>
/// The tracking number in an object's URI. An SSCC is its 18 digits, another GS1 key its element string, as on its label without brackets
/// (<c>01</c> GTIN <c>21</c> serial, <c>8003</c> GRAI), and any other URI its last part: <c>urn:upu:s10:RB123456785GB</c>.
/// </summary>
internal static class EpcisNumbers
{
    // Fewer digits in a part of a URI are a name, not a number.
    private const int DigitsMin = 6;
    private const int UriCharactersMax = 512;
    private const int GraiDigits = 14;

    /// <summary>Reads a number; false with a sentence when the URI names none.</summary>
    public static bool TryRead(string uri, out string number, out string problem)
    {
        number = "";
        problem = uri.Length > UriCharactersMax ? $"A URI of an object has at most {UriCharactersMax} characters." : "";
        if (problem.Length > 0)
            return false;
        string? link = GsOneUris.ToDigitalLink(uri);
        string? written = link is not null ? Element(link[GsOneUris.Root.Length..].Split('/')) : Last(uri);
        if (written is not null)
            return TrackingNumbers.TryNormalise(written, out number, out problem);
        problem = "The URI names no single object that can be tracked.";
        return false;
    }

    private static string? Element(string[] parts) => parts switch
    {
        ["00", var sscc] => sscc,
        ["01", var gtin, "21" or "235", var serial] => $"01{gtin}{parts[2]}{Uri.UnescapeDataString(serial)}",
        ["8006", var piece, "21", var serial] => $"8006{piece}21{Uri.UnescapeDataString(serial)}",
        ["8003", var grai] when grai.Length > GraiDigits => "8003" + Uri.UnescapeDataString(grai),
        ["8004", var giai] => "8004" + Uri.UnescapeDataString(giai),
        ["401" or "402", var consignment] => parts[0] + Uri.UnescapeDataString(consignment),
        _ => null,
    };

    private static string? Last(string uri)
    {
        // Parts of the EPC scheme that were no key above are written wrongly, or name a class.
        if (uri.StartsWith("urn:epc:", StringComparison.Ordinal) || uri.StartsWith("urn:uuid:", StringComparison.Ordinal) || uri.StartsWith("ni:", StringComparison.Ordinal))
            return null;
        if (uri.StartsWith(EpcisUris.OwnNumber, StringComparison.Ordinal))
            return uri[EpcisUris.OwnNumber.Length..];
        string last = Uri.UnescapeDataString(uri.TrimEnd('/').Split('/', ':')[^1]);
        return last.Count(char.IsAsciiDigit) >= DigitsMin ? last : null;
    }
}
