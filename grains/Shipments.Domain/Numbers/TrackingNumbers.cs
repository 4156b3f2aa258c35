using System.Globalization;

namespace Shipments.Domain.Numbers;

/// <summary>Tracking numbers as people and labels write them, brought to one spelling.</summary>
public static class TrackingNumbers
{
    /// <summary>Fewest characters of a normalised number: 4.</summary>
    public const int CharactersMin = 4;

    /// <summary>Most characters of a normalised number: 64.</summary>
    public const int CharactersMax = 64;

    /// <summary>Most characters of the text as written, separators included: 256.</summary>
    public const int TextCharactersMax = 256;

    private const int ShownMax = 80;

    // Full-width letters, digits and marks (from East Asian keyboards) lie this far above their ASCII twins.
    private const int FullWidthFirst = 0xFF01;
    private const int FullWidthLast = 0xFF5E;
    private const int FullWidthShift = 0xFEE0;

    /// <summary>
    /// Drops blanks, hyphens, dashes, brackets, slashes, stars and invisible marks, raises letters. False when what is left is not 4 to 64 of [A-Z0-9._].
    /// </summary>
    /// <param name="text">The number as written, at most 256 characters.</param>
    /// <param name="number">The number; empty when false.</param>
    /// <param name="fault">A sentence that names the text; empty when true.</param>
    public static bool TryNormalise(string text, out string number, out string fault)
    {
        number = "";
        if (text.Length > TextCharactersMax)
        {
            fault = Sentence(text, $"is longer than {TextCharactersMax} characters");
            return false;
        }

        Span<char> kept = stackalloc char[TextCharactersMax];
        int length = 0;
        foreach (char each in text)
        {
            char narrow = (int)each is >= FullWidthFirst and <= FullWidthLast ? (char)(each - FullWidthShift) : each;
            if (IsSeparator(narrow))
                continue;
            char raised = narrow is >= 'a' and <= 'z' ? (char)(narrow - 32) : narrow;
            if (!char.IsAsciiLetterUpper(raised) && !char.IsAsciiDigit(raised) && raised is not ('.' or '_'))
            {
                fault = Sentence(text, $"has '{Shown(each.ToString())}', which no tracking number has");
                return false;
            }

            kept[length++] = raised;
        }

        if (length is < CharactersMin or > CharactersMax)
        {
            fault = Sentence(text, $"has {length.ToString(CultureInfo.InvariantCulture)} letters and digits, expected {CharactersMin} to {CharactersMax}");
            return false;
        }

        number = new string(kept[..length]);
        fault = "";
        return true;
    }

    private static bool IsSeparator(char each) => char.IsWhiteSpace(each)
        || char.GetUnicodeCategory(each) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format
        || each is '(' or ')' or '[' or ']' or '/' or '*' or '\u2212';

    private static string Sentence(string text, string problem) => $"'{Shown(text)}' {problem}.";

    private static string Shown(string text)
    {
        string cut = text.Length <= ShownMax ? text : text[..ShownMax] + "…";
        return string.Concat(cut.Select(each => char.IsControl(each) || char.IsSurrogate(each) ? '?' : each));
    }
}
