using Shipments.Domain.Epcis.Hashing;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Epcis.Export;

/// <summary>Numbers and places as the URIs that EPCIS wants.</summary>
internal static class EpcisUris
{
    /// <summary>Before a tracking number that is no key of GS1 and no S10 number.</summary>
    public const string OwnNumber = "urn:shipments:number:";

    private const int SsccDigits = 18;

    /// <summary>The object a scan is about: its number, or the parcel itself when it has none.</summary>
    public static string Of(string number, string parcelId)
    {
        if (number.Length == 0)
            return "urn:shipments:parcel:" + parcelId;
        if (number.Length == SsccDigits && number.All(char.IsAsciiDigit) && GsOneCheckDigit.Append(number[..^1]) == number)
            return GsOneUris.Root + "00/" + number;
        return S10Number.TryParse(number, out S10Number s10) && s10.CheckDigitFits ? "urn:upu:s10:" + number : OwnNumber + number;
    }

    /// <summary>An office: its URI, where the carrier named it so.</summary>
    public static string OfOffice(string office) =>
        office.StartsWith("urn:", StringComparison.Ordinal) || office.StartsWith("http", StringComparison.Ordinal) || office.StartsWith("geo:", StringComparison.Ordinal)
            ? office : "urn:shipments:office:" + Uri.EscapeDataString(office);
}
