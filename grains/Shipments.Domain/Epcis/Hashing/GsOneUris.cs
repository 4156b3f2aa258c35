namespace Shipments.Domain.Epcis.Hashing;

/// <summary>GS1 keys in all their URIs (EPC, EPC class, EPC pattern, digital link) as one canonical digital link.</summary>
internal static class GsOneUris
{
    /// <summary>Where canonical digital links begin.</summary>
    public const string Root = "https://id.gs1.org/";

    private const int CompanyDigitsMin = 6;
    private const int CompanyDigitsMax = 12;
    private const string Individual = "urn:epc:id:";
    private const string Class = "urn:epc:class:";
    private const string Pattern = "urn:epc:idpat:";

    /// <summary>The canonical digital link of a URI; null when it is no GS1 key, or one that is written wrongly.</summary>
    public static string? ToDigitalLink(string uri)
    {
        if (uri.StartsWith(Individual, StringComparison.Ordinal))
            return Keyed(uri[Individual.Length..], isPattern: false);
        if (uri.StartsWith(Class, StringComparison.Ordinal))
            return Keyed(uri[Class.Length..], isPattern: false);
        return uri.StartsWith(Pattern, StringComparison.Ordinal) ? Keyed(uri[Pattern.Length..], isPattern: true) : DigitalLinks.Canonical(uri);
    }

    // "sgtin:4012345.011111.9876": scheme, company, reference, and mostly a serial.
    private static string? Keyed(string rest, bool isPattern)
    {
        int colon = rest.IndexOf(':', StringComparison.Ordinal);
        string[] parts = colon < 0 ? [] : rest[(colon + 1)..].Split('.', 3);
        if (parts.Length < 2 || parts[0].Length is < CompanyDigitsMin or > CompanyDigitsMax || !Digits(parts[0]))
            return null;
        string company = parts[0];
        string serial = parts.Length == 3 ? parts[2] : "";
        if (isPattern && serial != "*")
            serial = "";
        string? path = rest[..colon] switch
        {
            "sgtin" => Item(company, parts[1]) is { } gtin ? isPattern ? "01/" + gtin : Serial(serial, 20, $"01/{gtin}/21/") : null,
            "upui" => Item(company, parts[1]) is { } gtin ? isPattern ? "01/" + gtin : Serial(serial, 28, $"01/{gtin}/235/") : null,
            "lgtin" => Item(company, parts[1]) is { } gtin ? Serial(serial, 20, $"01/{gtin}/10/") : null,
            "sscc" => Extended(company, parts[1]) is { } sscc && parts.Length == 2 ? "00/" + sscc : null,
            "sgln" => Checked(company, parts[1], 12) is { } gln ? serial == "0" ? "414/" + gln : Serial(serial, 20, $"414/{gln}/254/") : null,
            "pgln" => Checked(company, parts[1], 12) is { } gln && parts.Length == 2 ? "417/" + gln : null,
            "gsrn" => Checked(company, parts[1], 17) is { } gsrn && parts.Length == 2 ? "8018/" + gsrn : null,
            "gsrnp" => Checked(company, parts[1], 17) is { } gsrn && parts.Length == 2 ? "8017/" + gsrn : null,
            "gsin" => Checked(company, parts[1], 16) is { } gsin && parts.Length == 2 ? "402/" + gsin : null,
            "grai" => Checked("0" + company, parts[1], 13) is { } grai ? isPattern ? "8003/" + grai : Serial(serial, 16, "8003/" + grai) : null,
            "gdti" => Checked(company, parts[1], 12) is { } gdti ? isPattern ? "253/" + gdti : Serial(serial, 20, "253/" + gdti) : null,
            "sgcn" => Checked(company, parts[1], 12) is { } gcn ? isPattern ? "255/" + gcn : Digits(serial) ? Serial(serial, 12, "255/" + gcn) : null : null,
            "giai" => Serial(Behind(parts), 30 - company.Length, "8004/" + company),
            "ginc" => Serial(Behind(parts), 30 - company.Length, "401/" + company),
            "cpi" => Part(company, parts[1], serial, isPattern),
            "itip" => Piece(company, parts[1], serial, isPattern),
            _ => null,
        };
        return path is null ? null : Root + path;
    }

    private static string? Item(string company, string reference) => company.Length + reference.Length == 13 ? Extended(company, reference) : null;

    // The first digit of the reference goes before the company's.
    private static string? Extended(string company, string reference)
    {
        bool fits = reference.Length > 0 && company.Length + reference.Length is 13 or 17 && Digits(reference);
        return fits ? GsOneCheckDigit.Append(reference[0] + company + reference[1..]) : null;
    }

    private static string? Checked(string company, string reference, int digits) =>
        company.Length + reference.Length == digits && Digits(reference) ? GsOneCheckDigit.Append(company + reference) : null;

    private static string? Part(string company, string reference, string serial, bool isPattern)
    {
        string? path = Serial(reference, 30 - company.Length, "8010/" + company);
        return isPattern || path is null ? path : Digits(serial) ? Serial(serial, 12, path + "/8011/") : null;
    }

    // "4012345.012345.01.02.987": piece and total before the serial.
    private static string? Piece(string company, string reference, string rest, bool isPattern)
    {
        string[] parts = rest.Split('.', 3);
        if (Item(company, reference) is not { } gtin || parts.Length != 3 || parts[0].Length != 2 || parts[1].Length != 2 || !Digits(parts[0] + parts[1]))
            return null;
        string path = "8006/" + gtin + parts[0] + parts[1];
        return isPattern ? path : Serial(parts[2], 20, path + "/21/");
    }

    private static string Behind(string[] parts) => string.Join('.', parts[1..]);

    private static string? Serial(string serial, int charactersMax, string path)
    {
        int characters = serial.Length - (2 * serial.Count(each => each == '%'));
        return characters is < 1 || characters > charactersMax || !serial.All(IsSerial) ? null : path + Escaped(serial);
    }

    private static bool IsSerial(char each) => char.IsAsciiLetterOrDigit(each) || "%!')(*+,.:;=_-".Contains(each, StringComparison.Ordinal);

    private static string Escaped(string serial) =>
        string.Concat(serial.Select(each => "!()*+,:".Contains(each, StringComparison.Ordinal) ? $"%{(int)each:X2}" : each.ToString()));

    private static bool Digits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
