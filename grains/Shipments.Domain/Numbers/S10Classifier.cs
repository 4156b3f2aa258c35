namespace Shipments.Domain.Numbers;

/// <summary>Reads S10 numbers. A bad check digit or an unknown country lowers the score and refuses nothing.</summary>
internal static class S10Classifier
{
    public const string Format = "upu-s10";

    private const double Whole = 0.98;
    private const double BadDigit = 0.6;
    private const double UnknownCountry = 0.5;
    private const double UnassignedIndicator = 0.8;

    public static void Guess(string number, List<NumberGuess> into)
    {
        if (!S10Number.TryParse(number, out S10Number s10))
            return;
        (string product, bool tracked, bool assigned) = S10Indicators.Of(s10.Indicator);
        bool fits = s10.CheckDigitFits;
        bool known = Countries.Known(s10.Country);
        double score = Whole * (fits ? 1 : BadDigit) * (known ? 1 : UnknownCountry) * (assigned ? 1 : UnassignedIndicator);
        into.Add(new NumberGuess(
            known ? Countries.Post(s10.Country) : "upu", Format, score, fits ? CheckDigit.Valid : CheckDigit.Invalid, known ? s10.Country : "", product, tracked));
    }
}
