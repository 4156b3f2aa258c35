using System.Text;

namespace Shipments.Domain.Carriers;

/// <summary>Text from outside, made safe to keep: no control characters, no half characters, no more than so long.</summary>
internal static class PayloadText
{
    private const char Ellipsis = '…';

    /// <summary>Control characters and line ends become blanks, unpaired surrogates U+FFFD; blanks at both ends go.</summary>
    public static string Clean(string text)
    {
        bool clean = true;
        foreach (char each in text)
            clean &= !char.IsControl(each) && !char.IsSurrogate(each);
        if (clean)
            return text.Trim();

        StringBuilder kept = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            kept.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return kept.ToString().Trim();
    }

    /// <summary>At most so many UTF-16 units; never half a character.</summary>
    public static string Cut(string text, int charactersMax)
    {
        if (text.Length <= charactersMax)
            return text;
        int length = charactersMax > 0 && char.IsHighSurrogate(text[charactersMax - 1]) ? charactersMax - 1 : charactersMax;
        return text[..length];
    }

    /// <summary>As <see cref="Cut"/>, with a last character that shows that something is missing.</summary>
    public static string CutVisibly(string text, int charactersMax) =>
        text.Length <= charactersMax ? text : Cut(text, charactersMax - 1) + Ellipsis;
}
