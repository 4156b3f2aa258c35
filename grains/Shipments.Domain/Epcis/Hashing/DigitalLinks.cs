using System.Collections.Frozen;

namespace Shipments.Domain.Epcis.Hashing;

/// <summary>GS1 digital links on any domain, brought to the canonical one with the finest key they name.</summary>
internal static class DigitalLinks
{
    private const int GtinDigits = 14;
    private const int UriCharactersMax = 2_048;

    // The names that a link may use instead of the numbers of application identifiers.
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["gtin"] = "01", ["itip"] = "8006", ["cpid"] = "8010", ["gln"] = "414", ["party"] = "417", ["gsrnp"] = "8017", ["gsrn"] = "8018",
        ["gcn"] = "255", ["sscc"] = "00", ["gdti"] = "253", ["ginc"] = "401", ["gsin"] = "402", ["grai"] = "8003", ["giai"] = "8004",
        ["cpv"] = "22", ["lot"] = "10", ["ser"] = "21",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // How many digits a key begins with, whether more may follow, and the qualifiers that make it finer, the finest first.
    private static readonly FrozenDictionary<string, (int Digits, bool Open, string[] Finer)> Keys =
        new Dictionary<string, (int, bool, string[])>(StringComparer.Ordinal)
        {
            ["00"] = (18, false, []), ["01"] = (14, false, ["21", "235", "10"]), ["253"] = (13, true, []), ["255"] = (13, true, []),
            ["401"] = (4, true, []), ["402"] = (17, false, []), ["414"] = (13, false, ["254"]), ["417"] = (13, false, []),
            ["8003"] = (14, true, []), ["8004"] = (4, true, []), ["8006"] = (18, false, ["21", "10"]), ["8010"] = (4, true, ["8011"]),
            ["8017"] = (18, false, []), ["8018"] = (18, false, []),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The canonical link; null when the URI is no digital link of a key known here.</summary>
    public static string? Canonical(string uri)
    {
        if (uri.Length > UriCharactersMax || Path(uri) is not { } path)
            return null;
        string[] parts = path.Split('/');
        for (int at = 0; at < parts.Length - 1; at++)
        {
            string name = Name(parts[at]);
            if (Keys.TryGetValue(name, out (int Digits, bool Open, string[] Finer) key) && Fits(name, parts[at + 1], key.Digits, key.Open) is { } value)
                return Link(name, value, parts[(at + 2)..], key.Finer);
        }

        return null;
    }

    // Without the host, the query and the fragment.
    private static string? Path(string uri)
    {
        int begin = uri.StartsWith("https://", StringComparison.Ordinal) ? 8 : uri.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        int slash = begin == 0 ? -1 : uri.IndexOf('/', begin);
        if (slash < 0)
            return null;
        int end = uri.AsSpan(slash).IndexOfAny('?', '#');
        return (end < 0 ? uri[(slash + 1)..] : uri[(slash + 1)..(slash + end)]).TrimEnd('/');
    }

    private static string Name(string part) => Names.GetValueOrDefault(part, part);

    private static string? Fits(string name, string value, int digits, bool open)
    {
        string padded = name == "01" && value.Length is 8 or 12 or 13 ? value.PadLeft(GtinDigits, '0') : value;
        bool fits = open ? padded.Length >= digits : padded.Length == digits;
        return fits && padded.AsSpan(0, digits).ContainsAnyExceptInRange('0', '9') is false ? padded : null;
    }

    private static string? Link(string name, string value, string[] rest, string[] finer)
    {
        if (rest.Length % 2 != 0)
            return null;
        Dictionary<string, string> qualifiers = new(StringComparer.Ordinal);
        for (int i = 0; i < rest.Length; i += 2)
        {
            string qualifier = Name(rest[i]);
            if (qualifier != "22" && !finer.Contains(qualifier))
                return null;
            qualifiers[qualifier] = rest[i + 1];
        }

        string link = $"{GsOneUris.Root}{name}/{value}";
        foreach (string qualifier in finer)
        {
            if (qualifiers.TryGetValue(qualifier, out string? given))
                return $"{link}/{qualifier}/{given}";
        }

        return link;
    }
}
