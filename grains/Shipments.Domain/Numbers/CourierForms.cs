namespace Shipments.Domain.Numbers;

/// <summary>
/// Forms of express couriers that cross-border parcels meet. Those of digits alone are guessed only with a fitting check digit: nearly any number
/// of their length would look like one.
/// </summary>
internal static class CourierForms
{
    private const double BadDigit = 0.4;

    private static readonly int[] FedExWeights = [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];
    private static readonly int[] FedExLongWeights = [1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1];

    private static readonly CheckedForm[] All =
    [
        new("ups", "ups-1z", 18, 2, Alternating(15, 1, 2)) { Prefixes = ["1Z"], Letters = true, Score = 0.95 },
        new("ups", "ups-waybill", 11, 1, Alternating(9, 1, 2)) { Prefixes = ["A", "H", "J", "K", "T", "V"], Score = 0.6 },
        new("fedex", "fedex-12", 12, 0, FedExWeights) { IsModulo11 = true, Score = 0.5 },
        new("fedex", "fedex-ground-15", 15, 0, Alternating(14, 1, 3)) { Score = 0.5 },
        new("fedex", "fedex-ground-96", 22, 7, Alternating(14, 1, 3)) { Prefixes = ["96"], Score = 0.8 },
        new("fedex", "fedex-ground-gsn", 34, 20, FedExLongWeights) { Prefixes = ["96"], IsModulo11 = true, Score = 0.8 },
        new("fedex", "fedex-34", 34, 20, FedExLongWeights) { Prefixes = ["0", "1", "2", "3", "4", "5", "6", "7", "8"], IsModulo11 = true, Score = 0.5 },
        new("fedex", "fedex-astra-32", 32, 16, FedExWeights) { Prefixes = ["3"], IsModulo11 = true, Score = 0.5 },
        new("fedex", "sscc-18", 18, 2, Alternating(15, 3, 1)) { Score = 0.3 },
    ];

    public static void Guess(string number, List<NumberGuess> into)
    {
        foreach (CheckedForm form in All)
        {
            if (!form.Fits(number))
                continue;
            bool isValid = form.CheckDigitFits(number);
            if (isValid || form.Prefixes is [{ Length: 2 }])
                into.Add(new NumberGuess(
                    form.Issuer, form.Format, isValid ? form.Score : form.Score * BadDigit, isValid ? CheckDigit.Valid : CheckDigit.Invalid, "", "", Tracked: true));
        }
    }

    private static int[] Alternating(int count, int first, int second) => [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? first : second)];
}
