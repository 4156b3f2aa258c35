using System.Collections.Frozen;
using System.Globalization;

namespace Shipments.Domain.Scans;

/// <summary>
/// The clocks of countries that move them in summer, or have several: the likeliest first. Of one clock the UTC follows; of several a local
/// time is an interval between them, which is narrower than one of the whole world. Laws that this program does not know the dates of stand
/// there as both of their offsets.
/// </summary>
internal static class CountryZones
{
    // Countries, then hours east of UTC in winter: E moves by the law of the European Union, U by that of the United States, others never.
    private const string Table = """
        AD AL AT BA BE CH CZ DE DK FR HR HU IT LI LU MC ME MK MT NL NO PL RS SE SI SK SM VA: +1E
        GB IE: +0E
        BG CY EE FI GR LT LV RO UA: +2E
        ES: +1E +0E
        PT: +0E -1E
        US: -5U -8U -6U -7U -7 -9U -10
        CA: -5U -8U -7U -6U -6 -4U -3.5U
        MX: -6 -5 -7 -8U
        BR: -3 -4 -5 -2
        ID: +7 +8 +9
        RU: +3 +2 +4 +5 +6 +7 +8 +9 +10 +11 +12
        AU: +10 +11 +9.5 +10.5 +8
        NZ: +12 +13 +12.75 +13.75
        CL: -4 -3 -6 -5
        PY: -3 -4
        EC: -5 -6
        MN: +8 +7
        IL LB EG MD: +2 +3
        MA: +1 +0
        PR VI: -4
        GU: +10
        """;

    private static readonly FrozenDictionary<string, LocalZone[]> Countries = Table.Split('\n')
        .Select(line => line.Trim().Split(": "))
        .SelectMany(row => row[0].Split(' ').Select(country => (country, Zones: row[1].Split(' ').Select(Zone).ToArray())))
        .ToFrozenDictionary(row => row.country, row => row.Zones, StringComparer.Ordinal);

    /// <summary>The codes there are.</summary>
    public static IEnumerable<string> Codes => Countries.Keys;

    /// <summary>The clocks of a country that may be meant, the likeliest first; none when nothing is known of it.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, upper case.</param>
    /// <param name="local">The local time: laws change.</param>
    public static IReadOnlyList<LocalZone> Of(string country, DateTime local)
    {
        if (CountryOffsets.Fixed(country, local) is { } offset)
            return [LocalZone.Fixed(offset)];
        return Countries.TryGetValue(country, out LocalZone[]? zones) ? zones : [];
    }

    /// <summary>A clock as tables write it: <c>+1E</c>, <c>-3.5U</c>, <c>+8</c>.</summary>
    public static LocalZone Zone(string text)
    {
        SummerTime law = text[^1] switch { 'E' => SummerTime.Europe, 'U' => SummerTime.UnitedStates, _ => SummerTime.None };
        string hours = law == SummerTime.None ? text : text[..^1];
        return new LocalZone(TimeSpan.FromHours(double.Parse(hours, CultureInfo.InvariantCulture)), law);
    }
}
