using System.Collections.Frozen;

namespace Shipments.Domain.Numbers;

/// <summary>
/// Reads the numbers of the United States Postal Service. Partners that hand their parcels to the post print numbers of the very same
/// form, so a commercial number always has further guesses beside the post's.
/// </summary>
internal static class UspsClassifier
{
    public const string Issuer = "usps";

    private const double BadDigit = 0.4;
    private const string ParcelSelect = "612";

    // Service types that the 20-digit form is known to have.
    private static readonly FrozenSet<string> ServiceTypes20 =
        "01 02 03 04 05 06 07 08 14 21 22 23 24 25 26 34 56 73 82 83 85".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Products = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["91"] = "confirmation services",
        ["92"] = "commercial",
        ["93"] = "commercial",
        ["94"] = "online label",
        ["95"] = "retail counter",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Partner, form, score, and the score when the service type is the one most of its parcels have.
    private static readonly (string Issuer, string Format, double Score, double Typical)[] Partners =
    [
        ("fedex", "fedex-smartpost", 0.3, 0.6),
        ("ups", "ups-mail-innovations", 0.25, 0.25),
        ("osm", "osm-worldwide", 0.15, 0.15),
    ];

    public static void Guess(string number, List<NumberGuess> into)
    {
        // Bodies with a fitting check digit first: only the best way of cutting off the ZIP counts.
        string? body = UspsNumber.Bodies(number).OrderByDescending(UspsNumber.CheckDigitFits).FirstOrDefault();
        if (body is not null)
            GuessBody(body, into);
        if (number.Length == 20 && UspsNumber.AllDigits(number))
            Guess20(number, into);
    }

    private static void GuessBody(string body, List<NumberGuess> into)
    {
        string identifier = body[..2];
        bool fits = UspsNumber.CheckDigitFits(body);
        into.Add(Read(Issuer, identifier == "91" ? "usps-legacy" : "usps-impb", 0.95, fits, Products[identifier]));
        if (identifier is not ("92" or "93"))
            return;
        bool typical = body.AsSpan(2, 3).SequenceEqual(ParcelSelect);
        foreach ((string issuer, string format, double score, double typicalScore) in Partners)
            into.Add(Read(issuer, format, typical ? typicalScore : score, fits, ""));
    }

    private static void Guess20(string number, List<NumberGuess> into)
    {
        bool known = ServiceTypes20.Contains(number[..2]);
        into.Add(Read(Issuer, "usps-20", known ? 0.85 : 0.6, UspsNumber.CheckDigitFits(number), Products["91"]));

        // Printed without its identifier, the check digit still counts it.
        if (UspsNumber.CheckDigitFits("91" + number))
            into.Add(Read(Issuer, "usps-legacy", 0.85, true, Products["91"]));
        if (number.StartsWith(ParcelSelect, StringComparison.Ordinal) && UspsNumber.CheckDigitFits("92" + number))
            into.Add(Read("fedex", "fedex-smartpost", 0.7, true, ""));
    }

    private static NumberGuess Read(string issuer, string format, double score, bool fits, string product) =>
        new(issuer, format, fits ? score : score * BadDigit, fits ? CheckDigit.Valid : CheckDigit.Invalid, "US", product, Tracked: true);
}
