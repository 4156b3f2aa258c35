using Shipments.Domain.Parcels;

namespace Shipments.Domain.Silence;

/// <summary>The limits of silence in force: those the program carries, or those with an operator's changes. Immutable and thread-safe.</summary>
public sealed class SilenceTable : ISilenceLimits
{
    /// <summary>Most rows: 500.</summary>
    public const int RulesMax = 500;

    /// <summary>What an operator's file of limits is called, without <c>.tsv</c>: no carrier has that name.</summary>
    public const string FileName = "silence-rules";

    private static readonly Lazy<SilenceTable> Own = new(() => new SilenceTable(SilenceRules.Load()));

    // By phase, twice: tracked, then untracked. Each the closest first; the last fits all.
    private readonly SilenceRule[][] _candidates;

    internal SilenceTable(IReadOnlyList<SilenceRule> rules)
    {
        if (rules.Count > RulesMax)
            throw new FormatException($"Rules of silence: {rules.Count} with the file; {RulesMax} is the most.");
        if (!rules.Any(rule => rule.IsForAll))
            throw new FormatException("Rules of silence: none is for every service, tracked or not, in every phase.");
        Rules = rules;
        SilenceRule[] closest = [.. rules.OrderByDescending(rule => rule.Closeness)];
        int phases = (int)Enum.GetValues<Phase>().Max() + 1;
        _candidates = [.. Enumerable.Range(0, 2 * phases).Select(place => Candidates(closest, (Phase)(place / 2), place % 2 == 1))];
    }

    /// <summary>Those the program carries.</summary>
    public static SilenceTable BuiltIn => Own.Value;

    internal IReadOnlyList<SilenceRule> Rules { get; }

    /// <summary>This table with the rows of a file: a row stands in place of the one of the same name, the others are added.</summary>
    /// <param name="text">The file: tab-separated, lines that begin with # left out, the header first.</param>
    /// <exception cref="FormatException">The file is wrong; the message names the line and the value.</exception>
    public SilenceTable With(string text)
    {
        IReadOnlyList<SilenceRule> changes = SilenceRules.Parse(text);
        Dictionary<string, SilenceRule> changed = changes.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        HashSet<string> known = [.. Rules.Select(rule => rule.Id)];
        return new SilenceTable(
            [.. Rules.Select(rule => changed.GetValueOrDefault(rule.Id, rule)), .. changes.Where(rule => !known.Contains(rule.Id))]);
    }

    /// <inheritdoc/>
    public SilenceLimit Of(in SilenceTerms terms) => RuleOf(terms).Limit;

    internal SilenceRule RuleOf(in SilenceTerms terms)
    {
        ReadOnlySpan<char> service = terms.Lane.AsSpan()[(terms.Lane.IndexOf('/', StringComparison.Ordinal) + 1)..];
        SilenceRule[] candidates = _candidates[(2 * (int)terms.Phase) + (terms.Untracked ? 1 : 0)];
        int at = 0;
        while (!candidates[at].Fits(service))
            at++;
        return candidates[at];
    }

    private static SilenceRule[] Candidates(SilenceRule[] closest, Phase phase, bool untracked) =>
        [.. closest.Where(rule => (rule.Phase is null || rule.Phase == phase) && (rule.Untracked is null || rule.Untracked == untracked))];
}
