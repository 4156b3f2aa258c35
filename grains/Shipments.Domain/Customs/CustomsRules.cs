using System.Globalization;

namespace Shipments.Domain.Customs;

/// <summary>The dated rules of all destinations, read from <c>rules.tsv</c>. Immutable and thread-safe.</summary>
internal static class CustomsRules
{
    /// <summary>Raise it whenever a row changes its meaning.</summary>
    public const int Version = 2;

    private const string Resource = "Customs/rules.tsv";
    private static readonly string[] Header = ["id", "destination", "from", "to", "condition", "requirement", "source", "known"];
    private static readonly Lazy<IReadOnlyList<CustomsRule>> BuiltIn = new(Load);

    /// <summary>The rules this assembly carries, in the file's order.</summary>
    public static IReadOnlyList<CustomsRule> Default => BuiltIn.Value;

    /// <summary>Reads a table.</summary>
    /// <exception cref="FormatException">A line is wrong; the message has its number and what is wrong.</exception>
    public static IReadOnlyList<CustomsRule> Parse(string text)
    {
        List<CustomsRule> rules = [];
        int number = 0;
        bool headerSeen = false;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.TrimEnd('\r');
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] cells = line.Split('\t');
            if (headerSeen)
                rules.Add(Row(number, cells));
            else if (!cells.SequenceEqual(Header))
                throw Wrong(number, line, $"not the header: {string.Join(' ', Header)}");
            headerSeen = true;
        }

        foreach (IGrouping<string, CustomsRule> same in rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            throw new FormatException($"The rule '{same.Key}' stands there {same.Count()} times.");
        return rules;
    }

    private static CustomsRule Row(int line, string[] cells)
    {
        if (cells.Length != Header.Length || cells.Any(cell => cell.Trim() != cell) || cells[0].Length == 0 || cells[6].Length == 0)
            throw Wrong(line, string.Join('|', cells), $"not a row of {Header.Length} cells without blanks at their ends, a name and a source");
        string[] requirement = cells[5].Split(' ');
        List<CustomsDatum> data = [];
        List<CustomsChargeKind> charges = [];
        foreach (string word in requirement)
        {
            if (Word<CustomsDatum>(word) is { } datum)
                data.Add(datum);
            else
                charges.Add(Charge(word) ?? throw Wrong(line, word, "no requirement"));
        }

        return new CustomsRule(
            cells[0], cells[1], Day(line, cells[2], DateOnly.MinValue), Day(line, cells[3], DateOnly.MaxValue),
            [.. cells[4].Split(' ').Select(word => Condition(word) ?? throw Wrong(line, word, "no condition"))], data, charges, cells[6],
            cells[7] switch
            {
                "checked" => true,
                "general" => false,
                _ => throw Wrong(line, cells[7], "neither checked nor general"),
            });
    }

    private static CustomsCondition? Condition(string word)
    {
        (CustomsWord kind, string rest) = word.StartsWith("value<=", StringComparison.Ordinal) ? (CustomsWord.ValueUpTo, word[7..])
            : word.StartsWith("value>", StringComparison.Ordinal) ? (CustomsWord.ValueAbove, word[6..]) : (CustomsWord.Any, "");
        if (rest.Length > 3 && decimal.TryParse(rest[..^3], NumberStyles.None, CultureInfo.InvariantCulture, out decimal limit))
            return new CustomsCondition(kind, limit, rest[^3..]);
        return Word<CustomsWord>(word) is { } plain and not (CustomsWord.ValueUpTo or CustomsWord.ValueAbove) ? new CustomsCondition(plain, 0, "") : null;
    }

    private static CustomsChargeKind? Charge(string word) =>
        word == "duty_flat_3eur_hs6" ? CustomsChargeKind.DutyFlat : Word<CustomsChargeKind>(word) is { } kind and not CustomsChargeKind.None ? kind : null;

    // "net_weight" is NetWeight.
    private static TEnum? Word<TEnum>(string word)
        where TEnum : struct, Enum =>
        word.Length > 0 && char.IsAsciiLetterLower(word[0]) && Enum.TryParse(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out TEnum value) ? value : null;

    private static DateOnly Day(int line, string cell, DateOnly open) =>
        cell.Length == 0 ? open
            : DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
            : throw Wrong(line, cell, "no day");

    private static FormatException Wrong(int line, string value, string problem) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Customs rules, line {line}: '{value}' is {problem}."));

    private static IReadOnlyList<CustomsRule> Load()
    {
        using Stream stream = typeof(CustomsRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly carries no {Resource}.");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }
}
