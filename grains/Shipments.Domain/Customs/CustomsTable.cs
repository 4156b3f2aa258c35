using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shipments.Domain.Customs;

/// <summary>The customs rules in force: those the program carries, or those with an operator's changes. Immutable and thread-safe.</summary>
public sealed class CustomsTable
{
    /// <summary>Most rules: 500.</summary>
    public const int RulesMax = 500;

    /// <summary>What an operator's file of rules is called, without <c>.tsv</c>: no carrier has that name.</summary>
    public const string FileName = "customs-rules";

    private static readonly Lazy<CustomsTable> Own = new(() => new CustomsTable(CustomsRules.Default, CustomsRules.Version));

    internal CustomsTable(IReadOnlyList<CustomsRule> rules, int version) => (Rules, Version) = (rules, version);

    /// <summary>Those the program carries.</summary>
    public static CustomsTable BuiltIn => Own.Value;

    /// <summary>Told with each judgement. The program's own tables count from 1; one with changes has a number made of them, above 2^30.</summary>
    public int Version { get; }

    internal IReadOnlyList<CustomsRule> Rules { get; }

    /// <summary>This table with the rows of a file: a row stands in place of the one of the same name, the others are added.</summary>
    /// <param name="text">The file: tab-separated, lines that begin with # left out, the header first.</param>
    /// <exception cref="FormatException">The file is wrong; the message names the line and the value.</exception>
    public CustomsTable With(string text)
    {
        IReadOnlyList<CustomsRule> changes = CustomsRules.Parse(text);
        Dictionary<string, CustomsRule> changed = changes.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        HashSet<string> known = [.. Rules.Select(rule => rule.Id)];
        CustomsRule[] rules = [.. Rules.Select(rule => changed.GetValueOrDefault(rule.Id, rule)), .. changes.Where(rule => !known.Contains(rule.Id))];
        if (rules.Length > RulesMax)
            throw new FormatException($"Customs rules: {rules.Length} with the file; {RulesMax} is the most.");
        int hash = BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new CustomsTable(rules, (hash & 0x3FFF_FFFF) | 0x4000_0000);
    }
}
