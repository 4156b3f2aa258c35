using Shipments.Domain.Numbers;

namespace Shipments.Domain.Carriers;

/// <summary>Collects the further numbers that a payload names for one parcel: from fields that hold one, and from sentences that mention one.</summary>
internal sealed class LinkedNumbers(string ownNumber)
{
    // Fewer digits are a product code, a gate or a house.
    private const int DigitsMin = 6;
    private const int UspsDigitsMin = 22;
    private const int S10Characters = 13;

    private readonly List<LinkedNumber> _found = [];

    public IReadOnlyList<LinkedNumber> Found => _found;

    /// <summary>A number that found no room; empty when all did.</summary>
    public string Overflow { get; private set; } = "";

    /// <summary>A field that holds a number, at times after a label: "Latest Tracking Number: RC…".</summary>
    public void AddField(string value, NumberRole role)
    {
        string bare = value[(value.LastIndexOfAny([':', '：', '\t']) + 1)..];
        if (TryNumber(bare, out string number))
            Add(number, role, value);
        else
            AddSentence(value, role);
    }

    /// <summary>
    /// A sentence: only an S10 number with a fitting check digit or a USPS number counts, since any other run of digits may be anything; behind a
    /// label such as "tracking number:" one of any known form.
    /// </summary>
    public void AddSentence(string sentence, NumberRole role)
    {
        int start = -1;
        for (int at = 0; at <= sentence.Length; at++)
        {
            if (at < sentence.Length && char.IsAsciiLetterOrDigit(sentence[at]))
            {
                start = start < 0 ? at : start;
                continue;
            }

            if (start >= 0 && IsSure(sentence.AsSpan(start, at - start)))
                Add(sentence[start..at].ToUpperInvariant(), role, sentence);
            start = -1;
        }

        foreach (string labelled in LabelledNumbers.In(sentence))
        {
            if (TryNumber(labelled, out string number) && NumberClassifier.Classify(number).Count > 0)
                Add(number, role, sentence);
        }
    }

    private static bool IsSure(ReadOnlySpan<char> word)
    {
        if (word.Length == S10Characters)
        {
            return S10Number.TryParse(word.ToString().ToUpperInvariant(), out S10Number s10)
                && s10.CheckDigitFits && Countries.Known(s10.Country);
        }

        return word.Length is >= UspsDigitsMin and <= TrackingNumbers.CharactersMax && UspsNumber.Bodies(word.ToString()).Any(UspsNumber.CheckDigitFits);
    }

    private static bool TryNumber(string text, out string number) =>
        TrackingNumbers.TryNormalise(text, out number, out _) && number.Count(char.IsAsciiDigit) >= DigitsMin;

    private void Add(string number, NumberRole role, string evidence)
    {
        // The routing prefix is the way to one address, not part of the number.
        number = UspsNumber.WithoutRouting(number);
        if (number == ownNumber || number == UspsNumber.WithoutRouting(ownNumber) || _found.Exists(known => known.Number == number))
            return;
        if (_found.Count == PayloadLimits.LinkedNumbersMax)
        {
            Overflow = number;
            return;
        }

        IReadOnlyList<NumberGuess> guesses = NumberClassifier.Classify(number);
        _found.Add(new LinkedNumber(number, guesses.Count > 0 ? guesses[0].Issuer : "", role)
        {
            Evidence = PayloadText.CutVisibly(evidence, LinkedNumber.EvidenceCharactersMax),
        });
    }
}
