using System.Collections.Frozen;
using Shipments.Domain.Scans;

namespace Shipments.Domain.Carriers.UspsXml;

/// <summary>The clocks of a US state, or of the ZIP code where the state has two. The table lies beside the code; the machine's zone data is not read.</summary>
internal static class UspsZones
{
    private const int ZipDigits = 5;

    private static readonly FrozenDictionary<string, LocalZone> Clocks = new Dictionary<string, LocalZone>
    {
        ["A"] = new(TimeSpan.FromHours(-4), SummerTime.None),
        ["E"] = new(TimeSpan.FromHours(-5), SummerTime.UnitedStates),
        ["C"] = new(TimeSpan.FromHours(-6), SummerTime.UnitedStates),
        ["M"] = new(TimeSpan.FromHours(-7), SummerTime.UnitedStates),
        ["Z"] = new(TimeSpan.FromHours(-7), SummerTime.None),
        ["P"] = new(TimeSpan.FromHours(-8), SummerTime.UnitedStates),
        ["K"] = new(TimeSpan.FromHours(-9), SummerTime.UnitedStates),
        ["L"] = new(TimeSpan.FromHours(-10), SummerTime.UnitedStates),
        ["H"] = new(TimeSpan.FromHours(-10), SummerTime.None),
        ["S"] = new(TimeSpan.FromHours(-11), SummerTime.None),
        ["G"] = new(TimeSpan.FromHours(10), SummerTime.None),
        ["B"] = new(TimeSpan.FromHours(9), SummerTime.None),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Digits, LocalZone[] Zones)[]> States = TrackTable.Rows("zones.tsv")
        .SelectMany(row => row[1].Split(' ').Select(digits => (State: row[0], Digits: digits, Zones: row[2].Split(' ').Select(clock => Clocks[clock]).ToArray())))
        .GroupBy(row => row.State, StringComparer.Ordinal)
        .ToFrozenDictionary(
            state => state.Key,
            state => state.OrderByDescending(row => row.Digits.Length).Select(row => (row.Digits, row.Zones)).ToArray(),
            StringComparer.Ordinal);

    private static readonly (string From, string To, string State)[] StatesOfZips =
        [.. TrackTable.Rows("states.tsv").Select(row => (row[0], row[1], row[2]))];

    // Marks of the post's own plants, whose state stands within their name.
    private static readonly string[] PlantMarks = ["(USPS)", "DISTRIBUTION CENTER"];

    /// <summary>The states and territories there are.</summary>
    public static IEnumerable<string> Codes => States.Keys;

    /// <summary>The clocks that may be meant, the likeliest first; none when neither names a place.</summary>
    /// <param name="state">Two letters, or empty: then the ZIP code tells it.</param>
    /// <param name="zip">The ZIP code, or empty.</param>
    public static IReadOnlyList<LocalZone> Of(string state, string zip)
    {
        state = state.Length == 0 ? StateOfZip(zip) : state;
        if (!States.TryGetValue(state.ToUpperInvariant(), out (string Digits, LocalZone[] Zones)[]? rows))
            return [];
        foreach ((string digits, LocalZone[] zones) in rows)
        {
            if (zip.StartsWith(digits, StringComparison.Ordinal))
                return zones;
        }

        return [];
    }

    /// <summary>The state within the name of a plant: "ISC NEW YORK NY(USPS)", "OAK CREEK WI DISTRIBUTION CENTER". Empty for any other name.</summary>
    public static string StateOfPlant(string city)
    {
        if (!PlantMarks.Any(mark => city.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            return "";
        string[] words = city.ToUpperInvariant().Split([' ', '(', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.LastOrDefault(word => word.Length == 2 && States.ContainsKey(word)) ?? "";
    }

    private static string StateOfZip(string zip)
    {
        if (zip.Length < ZipDigits || zip.AsSpan(0, ZipDigits).ContainsAnyExceptInRange('0', '9'))
            return "";
        foreach ((string from, string to, string state) in StatesOfZips)
        {
            if (string.CompareOrdinal(zip, 0, from, 0, ZipDigits) >= 0 && string.CompareOrdinal(zip, 0, to, 0, ZipDigits) <= 0)
                return state;
        }

        return "";
    }
}
