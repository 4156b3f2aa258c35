using System.Collections.Frozen;
using System.Globalization;

namespace Shipments.Domain.Scans;

/// <summary>
/// The offsets of countries. The table here has those with one clock that is not moved in summer; a country that changed its law since 2010
/// has the first day from which its row is right. Those with two clocks or with summer time stand in <see cref="CountryZones"/>.
/// </summary>
public static class CountryOffsets
{
    // Code, minutes east of UTC, and where needed the first day.
    private const string Table = """
        AE 240
        AF 270
        AM 240 2012-01-01
        AO 60
        AR -180 2010-01-01
        AZ 240 2016-01-01
        BD 360 2010-01-01
        BF 0
        BH 180
        BI 120
        BJ 60
        BN 480
        BO -240
        BT 360
        BW 120
        BY 180 2011-03-28
        CF 60
        CG 60
        CI 0
        CM 60
        CN 480
        CO -300
        CR -360
        CV -60
        DJ 180
        DO -240
        DZ 60
        ER 180
        ET 180
        GA 60
        GE 240 2010-01-01
        GH 0
        GM 0
        GN 0
        GT -360
        GW 0
        GY -240
        HK 480
        HN -360
        IN 330
        IQ 180
        IR 210 2022-09-23
        IS 0
        JM -300
        JO 180 2022-10-28
        JP 540
        KE 180
        KG 360
        KH 420
        KR 540
        KW 180
        KZ 300 2024-03-02
        LA 420
        LK 330
        LR 0
        LS 120
        MG 180
        ML 0
        MM 390
        MO 480
        MR 0
        MU 240
        MV 300
        MW 120
        MY 480
        MZ 120
        NE 60
        NG 60
        NI -360
        NP 345
        OM 240
        PA -300
        PE -300
        PH 480
        PK 300 2010-01-01
        QA 180
        RW 120
        SA 180
        SC 240
        SD 120 2017-11-02
        SG 480
        SL 0
        SN 0
        SO 180
        SR -180
        SV -360
        SY 180 2022-10-28
        SZ 120
        TD 60
        TG 0
        TH 420
        TJ 300
        TM 300
        TN 60
        TR 180 2016-09-08
        TT -240
        TW 480
        TZ 180
        UG 180
        UY -180 2015-07-01
        UZ 300
        VE -240 2016-05-02
        VN 420
        YE 180
        ZA 120
        ZM 120
        ZW 120
        """;

    private static readonly FrozenDictionary<string, (TimeSpan Offset, DateTime Since)> Countries =
        Table.Split('\n').Select(line => line.Trim().Split(' ')).ToFrozenDictionary(cells => cells[0], Row, StringComparer.Ordinal);

    /// <summary>The codes there are.</summary>
    public static IEnumerable<string> Codes => Countries.Keys;

    /// <summary>
    /// The offset of a country at a local time, summer time included; null when it has several clocks, shows that time twice or never, or is not
    /// known.
    /// </summary>
    /// <param name="country">ISO 3166-1 alpha-2, upper case.</param>
    /// <param name="local">The local time; a year of 1980 to 2200.</param>
    public static TimeSpan? Of(string country, DateTime local) =>
        CountryZones.Of(country, local) is [var only] && only.Offsets(local) is [var offset] ? offset : null;

    /// <summary>The offset of a country whose one clock never moves; null for any other.</summary>
    internal static TimeSpan? Fixed(string country, DateTime local) =>
        Countries.TryGetValue(country, out (TimeSpan Offset, DateTime Since) row) && local >= row.Since ? row.Offset : null;

    private static (TimeSpan Offset, DateTime Since) Row(string[] cells) =>
        (TimeSpan.FromMinutes(int.Parse(cells[1], CultureInfo.InvariantCulture)),
            cells.Length > 2 ? DateTime.ParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture) : DateTime.MinValue);
}
