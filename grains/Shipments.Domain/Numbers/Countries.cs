using System.Collections.Frozen;

namespace Shipments.Domain.Numbers;

/// <summary>ISO 3166-1 alpha-2 codes of countries and territories, and the short names of their posts.</summary>
internal static class Countries
{
    private static readonly FrozenSet<string> Codes = (
        "AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ "
        + "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR "
        + "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP "
        + "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT "
        + "MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
        + "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ "
        + "UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Posts that the trade knows by a name of their own; any other is post-xx.
    private static readonly FrozenDictionary<string, string> Posts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AU"] = "australia-post",
        ["BE"] = "bpost",
        ["CA"] = "canada-post",
        ["CH"] = "swiss-post",
        ["CL"] = "correos-chile",
        ["CN"] = "china-post",
        ["DE"] = "deutsche-post",
        ["EE"] = "omniva",
        ["ES"] = "correos",
        ["FR"] = "la-poste",
        ["GB"] = "royal-mail",
        ["HK"] = "hongkong-post",
        ["JP"] = "japan-post",
        ["KR"] = "korea-post",
        ["NL"] = "postnl",
        ["SG"] = "singpost",
        ["US"] = "usps",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Known(string code) => Codes.Contains(code);

    /// <summary>The short name of a country's post; post-xx where it has none here.</summary>
    public static string Post(string code) => Posts.TryGetValue(code, out string? name) ? name : "post-" + code.ToLowerInvariant();
}
