using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>A log event has a number of its own, in the range of its area, and a row in the reference that names number and method.</summary>
internal static partial class LogEventRule
{
    public const string Reference = "docs/reference/log-events.md";

    private static readonly (string Folder, int[] Thousands)[] s_ranges =
    [
        ("silo/", [1]),
        ("storage/", [2]),
        ("grains/", [4]),
        ("grains/Shipments.Contracts/Connections/", [3]),
        ("api/", [3, 5]),
        ("client/", [3]),
    ];

    public static IEnumerable<Finding> Check(IEnumerable<SourceFile> sources, SourceFile? reference)
    {
        var seen = new Dictionary<int, string>();
        var listed = new HashSet<(int, string)>();
        foreach (var row in (reference?.Lines ?? []).Select(line => Row().Match(line)).Where(row => row.Success))
        {
            listed.Add((int.Parse(row.Groups[1].Value), row.Groups[2].Value));
        }

        foreach (var (file, line, id, method) in sources.SelectMany(Events))
        {
            if (id is not { } number)
            {
                yield return new Finding(file.Path, line, $"{method} has no literal EventId");
                continue;
            }

            if (!seen.TryAdd(number, $"{file.Path}:{line}"))
            {
                yield return new Finding(file.Path, line, $"event {number} is taken by {seen[number]}");
            }

            if (!InRange(file.Path, number))
            {
                yield return new Finding(file.Path, line, $"event {number} is outside the range of its area");
            }

            if (!listed.Remove((number, method)))
            {
                yield return new Finding(file.Path, line, $"`{number}` `{method}` has no row in {Reference}");
            }
        }

        foreach (var (number, method) in listed)
        {
            yield return new Finding(Reference, 0, $"lists {number} `{method}`, which no code logs");
        }
    }

    /// <summary>The reference as the code has it.</summary>
    public static string Render(IEnumerable<SourceFile> sources)
    {
        var rows = sources.SelectMany(file => file.Tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Where(IsEvent))
            .Select(attribute => (Id: IdOf(attribute) ?? 0, Row: RowOf(attribute))).OrderBy(row => row.Id);
        return $"""
            # Log events

            Numbers are never used again. 1000s runtime, 2000s storage, 3000s wire, 4000s grains, 5000s front door. An Error wakes someone, a Warning
            needs a look, Information is one line a change of life, Debug is for a search. Made from the code: `UPDATE=1 dotnet test tests/Shipments.Tidy.Tests`.

            | Id | Event | Level | Says |
            |---|---|---|---|
            {string.Join('\n', rows.Select(row => row.Row))}

            """;
    }

    private static string RowOf(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList!.Arguments;
        var level = arguments.Select(argument => argument.Expression.ToString()).First(text => text.StartsWith("LogLevel.", StringComparison.Ordinal));
        var message = string.Concat(arguments.Where(argument => argument.NameEquals?.Name.Identifier.Text is not "EventName")
            .SelectMany(argument => argument.DescendantNodes().OfType<LiteralExpressionSyntax>())
            .Select(literal => literal.Token.Value).OfType<string>());
        return $"| {IdOf(attribute)} | `{MethodOf(attribute)}` | {level["LogLevel.".Length..]} | {message} |";
    }

    private static bool IsEvent(AttributeSyntax attribute) => attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute";

    private static string MethodOf(AttributeSyntax attribute) => attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.Text ?? "?";

    private static bool InRange(string path, int number) =>
        s_ranges.Any(range => path.StartsWith(range.Folder, StringComparison.Ordinal) && range.Thousands.Contains(number / 1000));

    private static IEnumerable<(SourceFile File, int Line, int? Id, string Method)> Events(SourceFile file)
    {
        foreach (var attribute in file.Tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>().Where(IsEvent))
            yield return (file, file.LineOf(attribute), IdOf(attribute), MethodOf(attribute));
    }

    private static int? IdOf(AttributeSyntax attribute)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        var named = arguments.FirstOrDefault(argument =>
            argument.NameEquals?.Name.Identifier.Text == "EventId" || argument.NameColon?.Name.Identifier.Text == "eventId");
        var value = named ?? arguments.FirstOrDefault(argument => argument.NameEquals is null && argument.NameColon is null);
        return value?.Expression is LiteralExpressionSyntax literal && literal.Token.Value is int id ? id : null;
    }

    [GeneratedRegex(@"^\|\s*([0-9]+)\s*\|\s*`?([A-Za-z0-9]+)`?\s*\|")]
    private static partial Regex Row();
}
