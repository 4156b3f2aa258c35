using System.Collections.Frozen;
using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers;

/// <summary>
/// The country that a place names: "LOS ANGELES, US", "NARITA-SHI JP", "Shenzhen", "New York, NY 10001". Where two letters may be a state of
/// the United States as well as a country ("CA", "DE", "IN") it says nothing, unless a ZIP code follows.
/// </summary>
internal static class PlaceNames
{
    private static readonly char[] Separators = [',', '，', '/', '(', ')', '[', ']', '【', '】', ';', '|'];

    private static readonly FrozenSet<string> States = (
        "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX "
        + "UT VT VA WA WV WI WY").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Names beside those of CountryNames.
    private static readonly FrozenDictionary<string, string> Countries2 = (
        "Ireland=IE Romania=RO Greece=GR Denmark=DK Norway=NO Finland=FI Bulgaria=BG Croatia=HR Slovakia=SK Slovenia=SI Luxembourg=LU Malta=MT "
        + "Cyprus=CY Iceland=IS Serbia=RS Belarus=BY Kazakhstan=KZ Kyrgyzstan=KG India=IN Pakistan=PK Bangladesh=BD Cambodia=KH Laos=LA Nigeria=NG "
        + "Kenya=KE Egypt=EG Morocco=MA Qatar=QA Kuwait=KW Oman=OM Bahrain=BH Jordan=JO Ecuador=EC Uruguay=UY Paraguay=PY Bolivia=BO Panama=PA "
        + "Georgia=GE Armenia=AM Azerbaijan=AZ Moldova=MD Albania=AL Czechia=CZ Deutschland=DE España=ES Türkiye=TR 中国=CN 美国=US 香港=HK").Split(' ')
        .ToFrozenDictionary(row => row[..^3], row => row[^2..], StringComparer.OrdinalIgnoreCase);

    // Where the trade's parcels start: named in feeds without a country.
    private static readonly FrozenSet<string> ChineseCities = (
        "beijing changsha chengdu chongqing dalian dongguan foshan fuzhou guangzhou hangzhou hefei huizhou jiaxing jinan jinhua kunshan nanjing "
        + "ningbo putian qingdao quanzhou shanghai shantou shaoxing shenzhen shijiazhuang suzhou tianjin weihai wenzhou wuhan wuxi xiamen xian "
        + "yiwu zhengzhou zhongshan zhuhai").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] ChineseWords =
        ["中国", "北京", "上海", "深圳", "广州", "东莞", "佛山", "义乌", "杭州", "宁波", "金华", "泉州", "厦门", "福州", "苏州", "南京", "武汉", "青岛", "郑州"];

    /// <summary>ISO 3166-1 alpha-2; empty when the place does not tell.</summary>
    /// <param name="place">The place as a carrier wrote it; may be empty.</param>
    public static string Country(string place)
    {
        if (place.Length is 0 or > PayloadLimits.TextCharactersMax)
            return "";
        string[] parts = place.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (int at = parts.Length - 1; at >= 0; at--)
        {
            string code = Named(parts[at]);
            if (code.Length > 0)
                return code;
            if (TwoLetters(parts[at], out code))
                return code;
        }

        return ChineseWords.Any(word => place.Contains(word, StringComparison.Ordinal)) ? "CN" : "";
    }

    private static string Named(string part)
    {
        if (part.Length > 2)
        {
            string code = CountryNames.Code(part);
            if (code.Length > 0 || Countries2.TryGetValue(part, out code!))
                return code;
        }

        return ChineseCities.Contains(part) ? "CN" : "";
    }

    // False when the part has no two letters at its end; true with an empty code when they may be either.
    private static bool TwoLetters(string part, out string code)
    {
        code = "";
        string[] words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return false;
        bool zip = words.Length > 1 && IsZip(words[^1]);
        string word = zip ? words[^2] : words[^1];
        if (word.Length != 2 || !char.IsAsciiLetterUpper(word[0]) || !char.IsAsciiLetterUpper(word[1]))
            return false;
        bool state = States.Contains(word);
        bool country = Countries.Known(word);
        if (state && (zip || !country))
            code = "US";
        else if (country && !state)
            code = word;
        return state || country;
    }

    private static bool IsZip(string word) => (word.Length == 5 || (word.Length == 10 && word[5] == '-'))
        && word.All(each => char.IsAsciiDigit(each) || each == '-') && char.IsAsciiDigit(word[0]);
}
