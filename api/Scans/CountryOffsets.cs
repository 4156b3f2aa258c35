using System.Collections.Frozen;

namespace Shipments.Api.Scans;

/// <summary>Countries with one zone and no summer time: there a local time and the country give the UTC time.</summary>
internal static class CountryOffsets
{
    private static readonly FrozenDictionary<string, TimeSpan> Minutes = new Dictionary<string, int>
    {
        ["AE"] = 240, ["AZ"] = 240, ["BD"] = 360, ["BH"] = 180, ["BN"] = 480, ["BY"] = 180, ["CN"] = 480, ["CO"] = -300, ["DZ"] = 60,
        ["ET"] = 180, ["GE"] = 240, ["GH"] = 0, ["HK"] = 480, ["IN"] = 330, ["IS"] = 0, ["JM"] = -300, ["JP"] = 540, ["KE"] = 180,
        ["KG"] = 360, ["KH"] = 420, ["KR"] = 540, ["KW"] = 180, ["LA"] = 420, ["LK"] = 330, ["MM"] = 390, ["MO"] = 480, ["MU"] = 240,
        ["MV"] = 300, ["MY"] = 480, ["NG"] = 60, ["NP"] = 345, ["OM"] = 240, ["PE"] = -300, ["PH"] = 480, ["PK"] = 300, ["QA"] = 180,
        ["SA"] = 180, ["SG"] = 480, ["TH"] = 420, ["TN"] = 60, ["TR"] = 180, ["TW"] = 480, ["TZ"] = 180, ["UG"] = 180, ["UZ"] = 300,
        ["VN"] = 420, ["ZA"] = 120,
    }.ToFrozenDictionary(country => country.Key, country => TimeSpan.FromMinutes(country.Value), StringComparer.Ordinal);

    /// <summary>The offset of a country; null when it has several, changes them, or is not listed.</summary>
    internal static TimeSpan? Of(string country) => Minutes.TryGetValue(country, out TimeSpan offset) ? offset : null;
}
