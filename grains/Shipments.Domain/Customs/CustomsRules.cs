using System.Globalization;
using Shipments.Domain.Tables;

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
    /// <exception cref="FormatException">A line is wrong; the message has its number, the column and the value.</exception>
    public static IReadOnlyList<CustomsRule> Parse(string text)
    {
        TableReader table = new("Customs rules", Header) { RowsMax = CustomsTable.RulesMax };
        List<CustomsRule> rules = [.. table.Read(text).Select(Rule)];
        foreach (IGrouping<string, CustomsRule> same in rules.GroupBy(rule => rule.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            throw new FormatException($"The rule '{same.Key}' stands there {same.Count()} times.");
        return rules;
    }

    private static CustomsRule Rule(TableRow row)
    {
        for (int i = 0; i < Header.Length; i++)
        {
            if (row[i].Trim() != row[i])
                throw row.Wrong(i, "has blanks at its ends.");
        }

        if (row[0].Length == 0)
            throw row.Wrong(0, "is no name.");
        if (row[6].Length == 0)
            throw row.Wrong(6, "is no source.");
        List<CustomsDatum> data = [];
        List<CustomsChargeKind> charges = [];
        foreach (string word in row[5].Split(' '))
        {
            if (Word<CustomsDatum>(word) is { } datum)
                data.Add(datum);
            else
                charges.Add(Charge(word) ?? throw row.Wrong(5, word, "is no requirement."));
        }

        return new CustomsRule(
            row[0], row[1], Day(row, 2, DateOnly.MinValue), Day(row, 3, DateOnly.MaxValue),
            [.. row[4].Split(' ').Select(word => Condition(word) ?? throw row.Wrong(4, word, "is no condition."))], data, charges, row[6],
            row[7] switch
            {
                "checked" => true,
                "general" => false,
                _ => throw row.Wrong(7, "is neither checked nor general."),
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

    private static DateOnly Day(TableRow row, int column, DateOnly open) =>
        row[column].Length == 0 ? open
            : DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day
            : throw row.Wrong(column, "is no day.");

    private static IReadOnlyList<CustomsRule> Load()
    {
        using Stream stream = typeof(CustomsRules).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly carries no {Resource}.");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }
}
