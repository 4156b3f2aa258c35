namespace Shipments.Domain.Numbers;

/// <summary>A possible issuer of a number.</summary>
/// <param name="Issuer">The issuer's short name.</param>
public sealed record NumberGuess(string Issuer);

/// <summary>Guesses who issued a number.</summary>
public static class NumberClassifier
{
    /// <summary>The guesses, the best first.</summary>
    /// <param name="number">The normalised number.</param>
    public static IReadOnlyList<NumberGuess> Classify(string number) =>
        number.Length == 13 && char.IsAsciiLetterUpper(number[0]) && char.IsAsciiLetterUpper(number[12]) ? [new NumberGuess("upu")] : [];
}
