using System.Text;

namespace Shipments.Domain.Carriers;

/// <summary>Finds in a sentence what stands behind the label of a tracking number: "last mile tracking number: 4PX…", "运单号：LP…".</summary>
internal static class LabelledNumbers
{
    // Between a label and its number: a colon, a blank, a word such as "is".
    private const int GapCharactersMax = 6;
    private const int NumberCharactersMax = 40;

    private static readonly string[] Labels =
    [
        "tracking number", "tracking no", "tracking code", "tracking id", "waybill number", "waybill no", "waybill", "parcel number",
        "número de seguimiento", "numero de seguimiento", "número de envío", "numéro de suivi", "sendungsnummer", "número de rastreio",
        "código de rastreamento", "运单号", "快递单号", "物流单号", "单号", "трек-номер",
    ];

    /// <summary>The words behind labels, as they are written; a label without one gives nothing.</summary>
    public static IEnumerable<string> In(string sentence)
    {
        foreach (string label in Labels)
        {
            for (int at = Next(sentence, label, 0); at >= 0; at = Next(sentence, label, at))
            {
                at += label.Length;
                if (Word(sentence, at) is { Length: > 0 } word)
                    yield return word;
            }
        }
    }

    private static int Next(string sentence, string label, int from) => sentence.IndexOf(label, from, StringComparison.OrdinalIgnoreCase);

    // The first word with a digit in it; "no." and "is" before it have none.
    private static string Word(string sentence, int from)
    {
        int at = from;
        while (at < sentence.Length && at - from <= GapCharactersMax && !char.IsAsciiDigit(sentence[at]) && !IsCapital(sentence[at]))
            at++;
        StringBuilder word = new();
        while (at < sentence.Length && char.IsAsciiLetterOrDigit(sentence[at]) && word.Length < NumberCharactersMax)
            word.Append(sentence[at++]);
        return word.ToString();
    }

    private static bool IsCapital(char letter) => char.IsAsciiLetterUpper(letter);
}
