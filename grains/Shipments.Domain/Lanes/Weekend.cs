using System.Collections.Frozen;

namespace Shipments.Domain.Lanes;

/// <summary>
/// The two days of a week on which a country does not work: Saturday and Sunday but for the countries named here. It is the weekend as it is now,
/// and counts for past days too.
/// </summary>
/// <param name="First">A weekday, from Monday as 0.</param>
/// <param name="Second">The other one.</param>
public readonly record struct Weekend(int First, int Second)
{
    private const int Friday = 4;
    private const int Saturday = 5;
    private const int Sunday = 6;

    private static readonly FrozenDictionary<string, Weekend> Others = MakeOthers();

    /// <summary>Saturday and Sunday; among others of the United Arab Emirates, since 2022.</summary>
    public static Weekend Usual => new(Saturday, Sunday);

    /// <summary>The countries whose weekend is another one.</summary>
    public static IEnumerable<string> Countries => Others.Keys;

    /// <summary>The weekend of a country.</summary>
    /// <param name="country">Two letters.</param>
    public static Weekend Of(string country) => Others.GetValueOrDefault(country, Usual);

    /// <summary>Whether a day is of it.</summary>
    /// <param name="day">From 1970-01-01 as 0.</param>
    public bool Contains(int day) => (day + 3) % 7 is var weekday && (weekday == First || weekday == Second);

    private static FrozenDictionary<string, Weekend> MakeOthers()
    {
        Dictionary<string, Weekend> others = new(StringComparer.Ordinal) { ["BN"] = new Weekend(Friday, Sunday) };
        foreach (string country in (string[])["BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE"])
            others[country] = new Weekend(Friday, Saturday);
        return others.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
