using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers.Correos;

/// <summary>
/// The clocks of Spain: the mainland's, and that of the Canary Islands, an hour behind it, which the carrier does not mark. Both move in
/// summer by the law of the European Union, written in code, without the machine's zone data. An event that names no place is the
/// mainland's: the carrier's central systems stand there.
/// </summary>
internal static class CorreosZones
{
    private static readonly LocalZone Mainland = new(TimeSpan.FromHours(1), SummerTime.Europe);
    private static readonly LocalZone Canaries = new(TimeSpan.Zero, SummerTime.Europe);

    // Provinces by the first two digits of postal codes and of the carrier's office codes.
    private static readonly string[] CanaryProvinces = ["35", "38"];
    private const int PostalCodeDigits = 5;
    private const int OfficeCodeDigits = 7;

    private static readonly string[] CanaryNames =
    [
        "las palmas", "tenerife", "gran canaria", "canarias", "lanzarote", "fuerteventura", "la gomera", "el hierro", "isla de la palma",
        "santa cruz de la palma", "la laguna", "puerto del rosario", "arrecife", "telde", "maspalomas", "vecindario", "arona", "adeje", "granadilla de abona",
        "la orotava", "puerto de la cruz", "los llanos de aridane", "san bartolome de tirajana", "san bartolomé de tirajana", "ingenio",
    ];

    /// <summary>The clock of a place.</summary>
    public static LocalZone Of(PlaceRecord? place) => place is not null && IsCanary(place) ? Canaries : Mainland;

    /// <summary>Whether a postal code, an office code or a name of the place is one of the islands'. A postal code outranks the names.</summary>
    public static bool IsCanary(PlaceRecord place)
    {
        string[] texts = [place.PostalCode, place.Office, place.City, place.Region];
        List<string> codes = [.. texts.SelectMany(Codes)];
        return codes.Count > 0 ? codes.Exists(code => CanaryProvinces.Contains(code[..2])) : texts.Any(Named);
    }

    /// <summary>The runs of five or seven digits in a text.</summary>
    public static IEnumerable<string> Codes(string text) =>
        text.Split([.. text.Where(each => !char.IsAsciiDigit(each)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
            .Where(run => run.Length is PostalCodeDigits or OfficeCodeDigits);

    private static bool Named(string text)
    {
        foreach (string name in CanaryNames)
        {
            int at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && IsBoundary(text, at - 1) && IsBoundary(text, at + name.Length))
                return true;
        }

        return false;
    }

    private static bool IsBoundary(string text, int at) => at < 0 || at >= text.Length || !char.IsLetter(text[at]);
}
