using Shipments.Tidy.Tests.Rules;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests;

public sealed class DocumentationRuleTests
{
    [Fact]
    public void The_compiler_asks_for_documentation_of_every_public_member()
    {
        SourceTree.Files.Where(IsBuildFile).SelectMany(DocumentationRule.CheckBuildFile).ShouldBeNone();
        DocumentationRule.CheckRootProps(SourceTree.Find("Directory.Build.props")!).ShouldBeNone();
        SourceTree.Files.Where(file => file.Name == ".editorconfig").SelectMany(DocumentationRule.CheckEditorConfig).ShouldBeNone();
    }

    [Fact]
    public void A_silenced_warning_has_its_reason_on_its_line() => SourceTree.CSharp.SelectMany(DocumentationRule.CheckSource).ShouldBeNone();

    [Theory]
    [InlineData("<NoWarn>$(NoWarn);CS1591</NoWarn>", "NoWarn lets undocumented members pass")]
    [InlineData("<NoWarn>1591</NoWarn>", "NoWarn lets undocumented members pass")]
    [InlineData("<WarningsNotAsErrors>CS1591</WarningsNotAsErrors>", "WarningsNotAsErrors lets undocumented members pass")]
    [InlineData("<GenerateDocumentationFile>false</GenerateDocumentationFile>", "GenerateDocumentationFile is off")]
    public void A_product_project_that_turns_it_off_is_found(string property, string message) =>
        DocumentationRule.CheckBuildFile(new SourceFile("api/A.csproj", $"<Project>\n  <PropertyGroup>\n    {property}\n  </PropertyGroup>\n</Project>"))
            .ShouldSay($"api/A.csproj:3: {message}");

    [Fact]
    public void Root_props_that_do_not_ask_are_found() =>
        DocumentationRule.CheckRootProps(new SourceFile("Directory.Build.props", "<Project />")).ShouldSay(
            "Directory.Build.props: GenerateDocumentationFile is not turned on",
            "Directory.Build.props: TreatWarningsAsErrors is not turned on");

    [Fact]
    public void A_severity_that_lets_it_pass_is_found() =>
        DocumentationRule.CheckEditorConfig(new SourceFile(".editorconfig", "[*.cs]\ndotnet_diagnostic.CS1591.severity = none\n"))
            .ShouldSay(".editorconfig:2: undocumented members pass: dotnet_diagnostic.CS1591.severity = none");

    [Theory]
    [InlineData("#pragma warning disable CS1591 // because of this", "silences CS1591")]
    [InlineData("#pragma warning disable CA1031", "silences a warning without a reason on the same line")]
    [InlineData("#pragma warning disable CA1031 //", "silences a warning without a reason on the same line")]
    public void A_bare_pragma_is_found(string line, string message) =>
        DocumentationRule.CheckSource(new SourceFile("api/A.cs", $"\n{line}\n")).ShouldSay($"api/A.cs:2: {message}");

    [Fact]
    public void A_pragma_with_a_reason_passes() =>
        DocumentationRule.CheckSource(new SourceFile("api/A.cs", "#pragma warning disable CA1031 // A loop that must not end.\n")).Should().BeEmpty();

    private static bool IsBuildFile(SourceFile file) => Path.GetExtension(file.Path) is ".csproj" or ".props" or ".targets";
}
