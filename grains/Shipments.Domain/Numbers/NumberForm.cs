namespace Shipments.Domain.Numbers;

/// <summary>A form told by its shape alone: a prefix, so many digits or characters, an ending.</summary>
/// <param name="Issuer">Who issues it.</param>
/// <param name="Format">Its name.</param>
/// <param name="Prefix">How it begins; may be empty.</param>
/// <param name="BodyMin">Fewest characters between prefix and ending.</param>
/// <param name="BodyMax">Most characters between prefix and ending.</param>
/// <param name="Score">How telling the shape is.</param>
internal sealed record NumberForm(string Issuer, string Format, string Prefix, int BodyMin, int BodyMax, double Score)
{
    /// <summary>Letters may stand between prefix and ending too.</summary>
    public bool Letters { get; init; }

    /// <summary>How it may end; an empty one means that nothing need follow the body.</summary>
    public IReadOnlyList<string> Endings { get; init; } = [""];

    public static void Guess(IReadOnlyList<NumberForm> forms, string number, List<NumberGuess> into)
    {
        foreach (NumberForm form in forms)
        {
            if (form.Fits(number))
                into.Add(new NumberGuess(form.Issuer, form.Format, form.Score, CheckDigit.None, "", "", Tracked: true));
        }
    }

    public bool Fits(string number)
    {
        if (!number.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        foreach (string ending in Endings)
        {
            int body = number.Length - Prefix.Length - ending.Length;
            if (body >= BodyMin && body <= BodyMax && number.EndsWith(ending, StringComparison.Ordinal) && BodyFits(number.AsSpan(Prefix.Length, body)))
                return true;
        }

        return false;
    }

    private bool BodyFits(ReadOnlySpan<char> body)
    {
        foreach (char each in body)
        {
            if (!char.IsAsciiDigit(each) && !(Letters && char.IsAsciiLetterUpper(each)))
                return false;
        }

        return true;
    }
}
