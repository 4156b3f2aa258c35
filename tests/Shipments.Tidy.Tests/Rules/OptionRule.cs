using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>Each option that a `*Options.cs` file has can be set, says its bounds in `value`, and has a row in the reference.</summary>
internal static class OptionRule
{
    public const string Reference = "docs/reference/options.md";

    public static IEnumerable<Finding> Check(SourceFile options, SourceFile? reference)
    {
        foreach (var property in options.Tree.GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>())
        {
            if (property.AccessorList is null)
                continue;
            var name = property.Identifier.Text;
            if (!property.GetLeadingTrivia().ToFullString().Contains("<value>", StringComparison.Ordinal))
                yield return new Finding(options.Path, options.LineOf(property), $"{name} does not say its bounds in <value>");
            if (reference is null || !reference.Lines.Any(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal)))
                yield return new Finding(options.Path, options.LineOf(property), $"`{name}` has no row in {Reference}");
        }
    }
}
