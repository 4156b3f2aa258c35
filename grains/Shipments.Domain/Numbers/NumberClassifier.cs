namespace Shipments.Domain.Numbers;

/// <summary>Guesses who issued a tracking number. It ranks and never refuses: forms overlap, and new ones appear without notice.</summary>
public static class NumberClassifier
{
    /// <summary>The readings of a number, best first; empty when no known form fits, which says nothing against the number.</summary>
    /// <param name="number">A normalised number.</param>
    public static IReadOnlyList<NumberGuess> Classify(string number)
    {
        List<NumberGuess> guesses = [];
        S10Classifier.Guess(number, guesses);
        UspsClassifier.Guess(number, guesses);
        NumberForm.Guess(CainiaoForms.All, number, guesses);
        NumberForm.Guess(PartnerForms.All, number, guesses);
        CourierForms.Guess(number, guesses);

        // OrderBy is stable, so equal scores keep the order of the classifiers.
        return [.. guesses.OrderByDescending(guess => guess.Score)];
    }
}
