using System.Collections.Frozen;
using System.Globalization;

namespace Shipments.Domain.Carriers;

/// <summary>
/// The offsets from UTC that the clocks of a country can show, summer time and all its zones together. Countries with one offset the whole
/// year give a local time its UTC; for the others the range only tells whether a stated offset can be true.
/// </summary>
internal static class CountryClocks
{
    // Hours east of UTC: one number, or the lowest and the highest. Parts of a state with a code of their own are not counted in.
    private static readonly FrozenDictionary<string, (TimeSpan Lowest, TimeSpan Highest)> Clocks = (
        "AD=1..2 AE=4 AF=4.5 AL=1..2 AM=4 AR=-3 AT=1..2 AU=8..11 AZ=4 BA=1..2 BD=6 BE=1..2 BG=2..3 BH=3 BN=8 BO=-4 BR=-5..-2 BY=3 CA=-8..-2.5 "
        + "CH=1..2 CL=-6..-3 CN=8 CO=-5 CR=-6 CY=2..3 CZ=1..2 DE=1..2 DK=1..2 DO=-4 DZ=1 EC=-6..-5 EE=2..3 EG=2..3 ES=0..2 ET=3 FI=2..3 FR=1..2 "
        + "GB=0..1 GE=4 GH=0 GR=2..3 GT=-6 HK=8 HN=-6 HR=1..2 HU=1..2 ID=7..9 IE=0..1 IL=2..3 IN=5.5 IQ=3 IR=3.5..4.5 IS=0 IT=1..2 JM=-5 "
        + "JO=2..3 JP=9 KE=3 KG=6 KH=7 KR=9 KW=3 KZ=5..6 LA=7 LB=2..3 LI=1..2 LK=5.5 LT=2..3 LU=1..2 LV=2..3 MA=0..1 MC=1..2 MD=2..3 ME=1..2 "
        + "MK=1..2 MM=6.5 MN=7..9 MO=8 MT=1..2 MU=4 MV=5 MX=-8..-5 MY=8 NG=1 NI=-6 NL=1..2 NO=1..2 NP=5.75 NZ=12..13.75 OM=4 PA=-5 PE=-5 "
        + "PH=8 PK=5 PL=1..2 PR=-4 PT=-1..1 PY=-4..-3 QA=3 RO=2..3 RS=1..2 RU=2..12 SA=3 SE=1..2 SG=8 SI=1..2 SK=1..2 SV=-6 TH=7 TN=1 TR=3 TW=8 "
        + "TZ=3 UA=2..3 UG=3 US=-10..-4 UY=-3 UZ=5 VE=-4 VN=7 ZA=2").Split(' ').ToFrozenDictionary(row => row[..2], Read, StringComparer.Ordinal);

    /// <summary>The one offset of a country's clocks; null when it has several, or none is known.</summary>
    /// <param name="country">ISO 3166-1 alpha-2; may be empty.</param>
    public static TimeSpan? Fixed(string country) =>
        Clocks.TryGetValue(country, out (TimeSpan Lowest, TimeSpan Highest) clock) && clock.Lowest == clock.Highest ? clock.Lowest : null;

    /// <summary>Whether a clock of the country can show that offset; true when nothing is known of the country.</summary>
    /// <param name="country">ISO 3166-1 alpha-2; may be empty.</param>
    /// <param name="offset">East of UTC.</param>
    public static bool Allows(string country, TimeSpan offset) =>
        !Clocks.TryGetValue(country, out (TimeSpan Lowest, TimeSpan Highest) clock) || (offset >= clock.Lowest && offset <= clock.Highest);

    private static (TimeSpan Lowest, TimeSpan Highest) Read(string row)
    {
        string[] hours = row[3..].Split("..");
        return (Hours(hours[0]), Hours(hours[^1]));
    }

    private static TimeSpan Hours(string text) => TimeSpan.FromMinutes(double.Parse(text, CultureInfo.InvariantCulture) * 60);
}
