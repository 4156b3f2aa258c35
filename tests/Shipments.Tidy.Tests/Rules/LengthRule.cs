using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>No file over 400 lines and no method over 60, counted from its signature to its last line; attributes and comments above are free.</summary>
internal static class LengthRule
{
    public const int FileLinesMax = 400;
    public const int MethodLinesMax = 60;

    public static IEnumerable<Finding> Check(SourceFile file)
    {
        if (file.Lines.Length > FileLinesMax)
        {
            yield return new Finding(file.Path, 0, $"{file.Lines.Length} lines, at most {FileLinesMax}");
        }

        var root = file.Tree.GetRoot();
        foreach (var node in root.DescendantNodes())
        {
            if (Measure(node) is var (name, body, first) && Lines(file, first, body.Span.End) is var lines && lines > MethodLinesMax)
            {
                yield return new Finding(file.Path, file.LineOf(node), $"{name} has {lines} lines, at most {MethodLinesMax}");
            }
        }

        var statements = root.ChildNodes().OfType<GlobalStatementSyntax>().ToArray();
        if (statements.Length > 0 && Lines(file, statements[0].SpanStart, statements[^1].Span.End) is var top && top > MethodLinesMax)
        {
            yield return new Finding(file.Path, file.LineOf(statements[0]), $"top-level statements have {top} lines, at most {MethodLinesMax}");
        }
    }

    private static (string Name, SyntaxNode Node, int Start)? Measure(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => (method.Identifier.Text, method, method.ReturnType.SpanStart),
        ConstructorDeclarationSyntax constructor => (constructor.Identifier.Text, constructor, constructor.Identifier.SpanStart),
        OperatorDeclarationSyntax operation => ("operator " + operation.OperatorToken.Text, operation, operation.ReturnType.SpanStart),
        ConversionOperatorDeclarationSyntax conversion => ("operator " + conversion.Type, conversion, conversion.Type.SpanStart),
        DestructorDeclarationSyntax destructor => ("~" + destructor.Identifier.Text, destructor, destructor.Identifier.SpanStart),
        PropertyDeclarationSyntax property => (property.Identifier.Text, property, property.Type.SpanStart),
        IndexerDeclarationSyntax indexer => ("this[]", indexer, indexer.Type.SpanStart),
        LocalFunctionStatementSyntax local => (local.Identifier.Text, local, local.ReturnType.SpanStart),
        _ => null,
    };

    private static int Lines(SourceFile file, int start, int end)
    {
        var text = file.Tree.GetText();
        return text.Lines.IndexOf(end) - text.Lines.IndexOf(start) + 1;
    }
}
