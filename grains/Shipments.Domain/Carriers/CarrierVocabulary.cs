using System.Collections.Frozen;
using Shipments.Journal.V1;

namespace Shipments.Domain.Carriers;

/// <summary>The codes of one carrier and what they mean, as read from a vocabulary file. Immutable.</summary>
public sealed class CarrierVocabulary
{
    /// <summary>Most rows of one vocabulary: 5,000.</summary>
    public const int RowsMax = 5_000;

    // Between a code and the reason and action that came with it.
    private const char Qualifier = '+';

    private readonly FrozenDictionary<string, VocabularyRow[]> _byCode;
    private readonly bool _qualified;

    // Longest family first, so that the narrower one wins.
    private readonly (string Prefix, VocabularyRow[] Rows)[] _families;

    internal CarrierVocabulary(string carrier, IReadOnlyList<VocabularyRow> rows)
    {
        Carrier = carrier;
        Rows = rows;
        _qualified = rows.Any(row => row.Code.Contains(Qualifier));
        PlacedCodes = rows.Select(row => row.Code).Where(code => code.Contains(RelayedScans.Mark)).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _byCode = rows.Where(row => !row.IsFamily).GroupBy(row => row.Code, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);
        _families = [.. rows.Where(row => row.IsFamily).GroupBy(row => row.Code[..^1], StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Key.Length).Select(group => (group.Key, group.ToArray()))];
    }

    /// <summary>The carrier's short name.</summary>
    public string Carrier { get; }

    /// <summary>The codes as the file has them, families with their star, each once.</summary>
    public IEnumerable<string> Codes => Rows.Select(row => row.Code).Distinct(StringComparer.OrdinalIgnoreCase);

    internal IReadOnlyList<VocabularyRow> Rows { get; }

    /// <summary>Codes that end in the side of the border they were said on: arrival@origin.</summary>
    internal FrozenSet<string> PlacedCodes { get; }

    /// <summary>
    /// What a scan means; null when nobody mapped it. Where a reason or an action came with it, a row of the code with them counts before the
    /// row of the code alone: <c>EMH+17/F</c>, then <c>EMH+17</c>, then <c>EMH+/F</c>.
    /// </summary>
    /// <param name="fact">The scan.</param>
    internal MeaningRecord? Find(ScanFact fact)
    {
        if (!_qualified || fact.ReasonCode.Length + fact.ActionCode.Length == 0)
            return Find(fact.Code, fact.Text, fact.Inferred);
        string[] keys = [$"{fact.Code}{Qualifier}{fact.ReasonCode}/{fact.ActionCode}", $"{fact.Code}{Qualifier}{fact.ReasonCode}", $"{fact.Code}{Qualifier}/{fact.ActionCode}"];
        foreach (string key in keys)
        {
            if (_byCode.TryGetValue(key, out VocabularyRow[]? rows) && FirstSaid(rows, fact.Text, fact.Inferred) is { } meaning)
                return meaning;
        }

        return Find(fact.Code, fact.Text, fact.Inferred);
    }

    /// <summary>This vocabulary with the rows of another one in place of its own of the same codes.</summary>
    internal CarrierVocabulary With(CarrierVocabulary other)
    {
        HashSet<string> replaced = new(other.Codes, StringComparer.OrdinalIgnoreCase);
        return new CarrierVocabulary(Carrier, [.. Rows.Where(row => !replaced.Contains(row.Code)), .. other.Rows]);
    }

    /// <summary>What a code means; null when nobody mapped it. The record is shared.</summary>
    /// <param name="code">The carrier's code, empty for a scan without one; case does not matter.</param>
    /// <param name="text">The carrier's text: it decides where the code alone does not.</param>
    /// <param name="inferred">The carrier says that no physical scan stands behind it.</param>
    public MeaningRecord? Find(string code, string text, bool inferred)
    {
        // What stands in a file for no code is no code of a carrier's.
        if (code == VocabularyRow.NoCode)
            return null;
        string key = code.Length == 0 ? VocabularyRow.NoCode : code;
        if (_byCode.TryGetValue(key, out VocabularyRow[]? rows))
            return FirstSaid(rows, text, inferred);
        if (code.Length == 0)
            return null;
        foreach ((string prefix, VocabularyRow[] family) in _families)
        {
            if (code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return FirstSaid(family, text, inferred);
        }

        return null;
    }

    private static MeaningRecord? FirstSaid(VocabularyRow[] rows, string text, bool inferred)
    {
        foreach (VocabularyRow row in rows)
        {
            if (row.Speaks(text))
                return inferred ? row.InferredMeaning : row.Meaning;
        }

        return null;
    }
}
