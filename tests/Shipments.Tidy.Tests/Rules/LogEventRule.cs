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

    private static bool InRange(string path, int number) =>
        s_ranges.Any(range => path.StartsWith(range.Folder, StringComparison.Ordinal) && range.Thousands.Contains(number / 1000));

    private static IEnumerable<(SourceFile File, int Line, int? Id, string Method)> Events(SourceFile file)
    {
        foreach (var attribute in file.Tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>())
        {
            if (attribute.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute")
            {
                var method = attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.Identifier.Text ?? "?";
                yield return (file, file.LineOf(attribute), IdOf(attribute), method);
            }
        }
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
