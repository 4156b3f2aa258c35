using Shipments.Tidy.Tests.Rules;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests;

public sealed class DocumentRuleTests
{
    private const int ReadmeLinesMax = 150;

    private static readonly string[] s_paths = ["docs/a.md", "docs/deep/b.md", "api/protos/x.proto", "eng/test.sh", "storage/Log/Block.cs"];

    [Fact]
    public void Paths_in_documents_exist() =>
        SourceTree.Markdown.SelectMany(document => DocumentPathRule.Check(document, SourceTree.Paths)).ShouldBeNone();

    [Fact]
    public void The_readme_is_short() => SourceTree.Find("README.md")!.Lines.Should().HaveCountLessThanOrEqualTo(ReadmeLinesMax);

    [Fact]
    public void Decision_records_have_their_parts()
    {
        var records = SourceTree.Markdown.Where(document => document.Path.StartsWith("docs/decisions/", StringComparison.Ordinal)).ToArray();

        records.Should().NotBeEmpty();
        records.SelectMany(DecisionRule.Check).ShouldBeNone();
    }

    [Theory]
    [InlineData("see `api/protos/y.proto`", "names `api/protos/y.proto`")]
    [InlineData("see `Gone.cs`", "names `Gone.cs`")]
    [InlineData("see `docs/{a,c}.md`", "names `docs/{a,c}.md`")]
    [InlineData("see `storage/*.md`", "names `storage/*.md`")]
    [InlineData("see [that](deep/c.md#part)", "links to deep/c.md")]
    [InlineData("see [that](../eng/gone.sh)", "links to ../eng/gone.sh")]
    public void A_path_that_is_not_there_is_found(string line, string message) =>
        DocumentPathRule.Check(new SourceFile("docs/a.md", $"# A\n{line}\n"), s_paths).ShouldSay($"docs/a.md:2: {message}, which does not exist");

    [Theory]
    [InlineData("see `api/protos/x.proto`, `storage/Log/`, `Block.cs`, `docs/{a,deep/b}.md`, `storage/**/*.cs`")]
    [InlineData("see [that](deep/b.md#part), [this](../eng/test.sh) and [those](https://example.org/x.md)")]
    [InlineData("a resource `parcels/{parcel_id}`, a key `parcel/acme/1` and a type `Task`")]
    public void What_exists_or_is_no_path_passes(string line) =>
        DocumentPathRule.Check(new SourceFile("docs/a.md", line), s_paths).Should().BeEmpty();

    [Fact]
    public void A_record_without_its_parts_is_found() =>
        DecisionRule.Check(new SourceFile("docs/decisions/1-x.md", "# X\n## Context\n## Decision\n" + new string('\n', 58))).ShouldSay(
            "docs/decisions/1-x.md: is not named 0001-title.md",
            "docs/decisions/1-x.md: 61 lines, at most 60",
            "docs/decisions/1-x.md: has no `## Options`",
            "docs/decisions/1-x.md: has no `## Consequences`",
            "docs/decisions/1-x.md: has no `Date: yyyy-MM-dd`");
}
