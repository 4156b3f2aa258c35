using System.Globalization;

namespace Shipments.Domain.Numbers;

/// <summary>The normal form of tracking numbers.</summary>
public static class TrackingNumbers
{
    /// <summary>The fewest characters of a normalised number.</summary>
    public const int CharsMin = 4;

    /// <summary>The most characters of a normalised number.</summary>
    public const int CharsMax = 64;

    /// <summary>Drops blanks and hyphens and raises letters; false when what is left is not 4 to 64 of [A-Z0-9._].</summary>
    /// <param name="text">The number as it came.</param>
    /// <param name="number">The normalised number.</param>
    /// <param name="fault">What is wrong; empty when nothing is.</param>
    public static bool TryNormalise(string text, out string number, out string fault)
    {
        Span<char> kept = stackalloc char[CharsMax];
        int length = 0;
        number = fault = "";
        foreach (char letter in text)
        {
            if (letter is '-' || char.IsWhiteSpace(letter))
                continue;
            char raised = char.ToUpperInvariant(letter);
            if (!char.IsAsciiLetterUpper(raised) && !char.IsAsciiDigit(raised) && raised is not ('.' or '_'))
            {
                fault = "must hold only letters, digits, '.', '_', blanks and hyphens";
                return false;
            }

            if (length == CharsMax)
            {
                fault = string.Create(CultureInfo.InvariantCulture, $"must have at most {CharsMax} characters");
                return false;
            }

            kept[length++] = raised;
        }

        if (length < CharsMin)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"must have at least {CharsMin} characters");
            return false;
        }

        number = kept[..length].SequenceEqual(text) ? text : new string(kept[..length]);
        return true;
    }
}
