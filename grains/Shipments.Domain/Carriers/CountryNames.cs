using System.Collections.Frozen;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers;

/// <summary>Countries as carriers write them in English, and their ISO 3166-1 alpha-2 codes: those of the lanes the trade uses most.</summary>
internal static class CountryNames
{
    private static readonly FrozenDictionary<string, string> Codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["Argentina"] = "AR",
        ["Australia"] = "AU",
        ["Austria"] = "AT",
        ["Belgium"] = "BE",
        ["Brazil"] = "BR",
        ["Canada"] = "CA",
        ["Chile"] = "CL",
        ["China"] = "CN",
        ["China, People's Republic of"] = "CN",
        ["Mainland China"] = "CN",
        ["Colombia"] = "CO",
        ["Czech Republic"] = "CZ",
        ["Estonia"] = "EE",
        ["France"] = "FR",
        ["Germany"] = "DE",
        ["Great Britain"] = "GB",
        ["Great Britain and Northern Ireland"] = "GB",
        ["United Kingdom"] = "GB",
        ["Hong Kong"] = "HK",
        ["Hong Kong SAR"] = "HK",
        ["Hungary"] = "HU",
        ["Indonesia"] = "ID",
        ["Israel"] = "IL",
        ["Italy"] = "IT",
        ["Japan"] = "JP",
        ["Korea"] = "KR",
        ["South Korea"] = "KR",
        ["Korea, Republic of"] = "KR",
        ["Latvia"] = "LV",
        ["Lithuania"] = "LT",
        ["Macau"] = "MO",
        ["Macau SAR"] = "MO",
        ["Malaysia"] = "MY",
        ["Mexico"] = "MX",
        ["Mongolia"] = "MN",
        ["Netherlands"] = "NL",
        ["New Zealand"] = "NZ",
        ["Peru"] = "PE",
        ["Philippines"] = "PH",
        ["Poland"] = "PL",
        ["Portugal"] = "PT",
        ["Russia"] = "RU",
        ["Russian Federation"] = "RU",
        ["Saudi Arabia"] = "SA",
        ["Singapore"] = "SG",
        ["Spain"] = "ES",
        ["Sweden"] = "SE",
        ["Switzerland"] = "CH",
        ["Taiwan"] = "TW",
        ["Taiwan, China"] = "TW",
        ["Thailand"] = "TH",
        ["Turkey"] = "TR",
        ["Ukraine"] = "UA",
        ["United Arab Emirates"] = "AE",
        ["United States"] = "US",
        ["United States of America"] = "US",
        ["USA"] = "US",
        ["Uzbekistan"] = "UZ",
        ["Vietnam"] = "VN",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The code of a country given by its code or its name; empty when it is unknown.</summary>
    public static string Code(string text)
    {
        if (text.Length == 2 && Countries.Known(text.ToUpperInvariant()))
            return text.ToUpperInvariant();
        return Codes.TryGetValue(text, out string? code) ? code : "";
    }
}
