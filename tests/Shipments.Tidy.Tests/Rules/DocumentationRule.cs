using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests.Rules;

/// <summary>
/// The compiler refuses an undocumented public member (CS1591, warnings being errors). This rule sees that nobody turns that off: not in a
/// project, not in the root props outside the part for tests, not in an .editorconfig, not by a pragma.
/// </summary>
internal static partial class DocumentationRule
{
    private const string Diagnostic = "CS1591";

    public static IEnumerable<Finding> CheckBuildFile(SourceFile file)
    {
        foreach (var property in XDocument.Parse(file.Text, LoadOptions.SetLineInfo).Descendants())
        {
            var line = ((System.Xml.IXmlLineInfo)property).LineNumber;
            var forTests = !file.IsProduct || property.Parent?.Attribute("Condition")?.Value == "'$(IsTestCode)' == 'true'";
            if (property.Name.LocalName is "NoWarn" or "WarningsNotAsErrors" && !forTests && Undocumented().IsMatch(property.Value))
            {
                yield return new Finding(file.Path, line, $"{property.Name.LocalName} lets undocumented members pass");
            }

            if (property.Name.LocalName is "GenerateDocumentationFile" or "TreatWarningsAsErrors" && property.Value.Trim() != "true")
            {
                yield return new Finding(file.Path, line, $"{property.Name.LocalName} is off");
            }
        }
    }

    public static IEnumerable<Finding> CheckRootProps(SourceFile file)
    {
        foreach (var name in new[] { "GenerateDocumentationFile", "TreatWarningsAsErrors" })
        {
            if (!XDocument.Parse(file.Text).Descendants(name).Any(property => property.Value == "true"))
            {
                yield return new Finding(file.Path, 0, $"{name} is not turned on");
            }
        }
    }

    public static IEnumerable<Finding> CheckEditorConfig(SourceFile file) =>
        file.IsProduct ? LineScan.Check(file, Severity(), "undocumented members pass: ") : [];

    /// <summary>A warning is silenced with its reason on the same line, and a missing documentation is never silenced in the product.</summary>
    public static IEnumerable<Finding> CheckSource(SourceFile file)
    {
        for (var index = 0; index < file.Lines.Length; index++)
        {
            var line = file.Lines[index];
            if (!Pragma().IsMatch(line))
            {
                continue;
            }

            if (file.IsProduct && Undocumented().IsMatch(line))
            {
                yield return new Finding(file.Path, index + 1, $"silences {Diagnostic}");
            }

            if (!PragmaWithReason().IsMatch(line))
            {
                yield return new Finding(file.Path, index + 1, "silences a warning without a reason on the same line");
            }
        }
    }

    [GeneratedRegex(@"\b(CS)?1591\b")]
    private static partial Regex Undocumented();

    [GeneratedRegex(@"dotnet_diagnostic\.CS1591\.severity\s*=\s*(none|silent|suggestion|warning)")]
    private static partial Regex Severity();

    [GeneratedRegex(@"^\s*#\s*pragma\s+warning\s+disable\b")]
    private static partial Regex Pragma();

    [GeneratedRegex(@"//\s*\S+\s+\S+")]
    private static partial Regex PragmaWithReason();
}
