using System.Collections.Frozen;

namespace Shipments.Domain.Scans;

/// <summary>
/// The clocks of offices of exchange by their IMPC codes: two letters of the country, three of the place, one qualifier. The place counts
/// where a country has several clocks; for any other office the country does.
/// </summary>
public static class OfficeZones
{
    private const int PlaceCharacters = 5;
    private const int OfficeCharacters = 6;

    // Places, then the clock, written as in CountryZones.
    private const string Table = """
        USLAX USSFO USSEA USSAN USOAK USPDX USLAS: -8U
        USJFK USNYC USEWR USMIA USATL USBOS USIAD USWAS USPHL USBWI USCLT USDTW: -5U
        USORD USCHI USDFW USDAL USHOU USIAH USMSP USMCI USSTL USBNA USMEM: -6U
        USDEN USSLC: -7U
        USPHX: -7
        USANC: -9U
        USHNL: -10
        USSJU: -4
        CAYVR CAVAN: -8U
        CAYYC CAYEG: -7U
        CAYWG: -6U
        CAYYZ CAYTO CATOR CAYUL CAYMQ CAMTR CAYOW: -5U
        CAYHZ: -4U
        MXMEX MXGDL MXMTY: -6
        BRSAO BRGRU BRCWB BRRIO BRGIG BRBSB: -3
        IDJKT IDCGK: +7
        IDDPS: +8
        RUMOW RULED RUDME RUSVO RUVKO: +3
        RUSVX: +5
        RUOVB RUKJA: +7
        RUIKT: +8
        RUKHV RUVVO: +10
        AUBNE: +10
        AUPER: +8
        ESMAD ESBCN ESVLC ESSVQ ESBIO: +1E
        ESLPA ESTFN ESTFS ESTCI: +0E
        PTLIS PTOPO: +0E
        PTPDL: -1E
        MNULN: +8
        """;

    private static readonly FrozenDictionary<string, LocalZone> Places = Table.Split('\n')
        .Select(line => line.Trim().Split(": "))
        .SelectMany(row => row[0].Split(' ').Select(place => (place, Zone: CountryZones.Zone(row[1]))))
        .ToFrozenDictionary(row => row.place, row => row.Zone, StringComparer.Ordinal);

    /// <summary>The offset of an office at a local time; null when its clock is not known, or shows that time twice or never.</summary>
    /// <param name="office">The IMPC code; case does not matter.</param>
    /// <param name="local">The local time; a year of 1980 to 2200.</param>
    public static TimeSpan? Offset(string office, DateTime local) =>
        office.Length == OfficeCharacters && office.All(char.IsAsciiLetter) && Of(office, office[..2].ToUpperInvariant(), local) is [var only]
            && only.Offsets(local) is [var offset] ? offset : null;

    /// <summary>The clocks that may be meant, the likeliest first; none when nothing is known.</summary>
    /// <param name="office">The IMPC code, or empty.</param>
    /// <param name="country">The country, for an office whose place says no more; may be empty.</param>
    /// <param name="local">The local time.</param>
    internal static IReadOnlyList<LocalZone> Of(string office, string country, DateTime local) =>
        office.Length == OfficeCharacters && Places.TryGetValue(office[..PlaceCharacters].ToUpperInvariant(), out LocalZone zone)
            ? [zone]
            : CountryZones.Of(country, local);
}
