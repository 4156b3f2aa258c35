using Shipments.Domain.Scans;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>One line of a vocabulary: a code, with or without a wording, and its meaning.</summary>
internal sealed class VocabularyRow
{
    /// <summary>Stands in a file for a scan that has no code.</summary>
    public const string NoCode = "-";

    public VocabularyRow(string code, IReadOnlyList<string> phrases, MeaningRecord meaning)
    {
        Code = code;
        Phrases = phrases;
        Meaning = meaning;
        InferredMeaning = meaning;
        if (meaning.Confidence == (int)Confidence.Scanned)
        {
            InferredMeaning = meaning.Clone();
            InferredMeaning.Confidence = (int)Confidence.Inferred;
        }
    }

    public string Code { get; }

    public IReadOnlyList<string> Phrases { get; }

    public MeaningRecord Meaning { get; }

    /// <summary>The meaning when the carrier marked the scan as no physical one.</summary>
    public MeaningRecord InferredMeaning { get; }

    public bool IsFamily => Code.Length > 1 && Code[^1] == '*';

    public bool Speaks(string text)
    {
        if (Phrases.Count == 0)
            return true;
        foreach (string phrase in Phrases)
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
