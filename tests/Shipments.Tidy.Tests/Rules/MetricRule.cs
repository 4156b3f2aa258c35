using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>Each instrument that a `*Instruments.cs` file creates has a literal name and a row in the reference.</summary>
internal static class MetricRule
{
    public const string Reference = "docs/reference/metrics.md";

    public static IEnumerable<Finding> Check(SourceFile instruments, SourceFile? reference)
    {
        foreach (var call in instruments.Tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Name: var method } || !IsCreate(method.Identifier.Text))
            {
                continue;
            }

            if (call.ArgumentList.Arguments.FirstOrDefault()?.Expression is not LiteralExpressionSyntax { Token.Value: string name })
            {
                yield return new Finding(instruments.Path, instruments.LineOf(call), $"{method.Identifier.Text} has no literal name");
            }
            else if (reference is null || !reference.Lines.Any(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal)))
            {
                yield return new Finding(instruments.Path, instruments.LineOf(call), $"`{name}` has no row in {Reference}");
            }
        }
    }

    private static bool IsCreate(string method) =>
        method is "CreateCounter" or "CreateHistogram" or "CreateGauge" or "CreateUpDownCounter"
            or "CreateObservableCounter" or "CreateObservableGauge" or "CreateObservableUpDownCounter";
}
