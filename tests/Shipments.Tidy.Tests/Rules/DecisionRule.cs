using System.Text.RegularExpressions;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>A decision record has a numbered file name, a date, a context, options, a decision and consequences, in at most 60 lines.</summary>
internal static partial class DecisionRule
{
    public const int LinesMax = 60;

    private static readonly string[] s_headings = ["## Context", "## Options", "## Decision", "## Consequences"];

    public static IEnumerable<Finding> Check(SourceFile record)
    {
        if (!FileName().IsMatch(record.Name))
        {
            yield return new Finding(record.Path, 0, "is not named 0001-title.md");
        }

        if (record.Lines.Length > LinesMax)
        {
            yield return new Finding(record.Path, 0, $"{record.Lines.Length} lines, at most {LinesMax}");
        }

        foreach (var heading in s_headings.Where(heading => !record.Lines.Contains(heading)))
        {
            yield return new Finding(record.Path, 0, $"has no `{heading}`");
        }

        if (!record.Lines.Any(line => Date().IsMatch(line)))
        {
            yield return new Finding(record.Path, 0, "has no `Date: yyyy-MM-dd`");
        }
    }

    [GeneratedRegex(@"^[0-9]{4}-[a-z0-9-]+\.md$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^Date: [0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex Date();
}
