using Shipments.Tidy.Tests.Rules;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests;

public sealed class OptionRuleTests
{
    private static readonly SourceFile s_reference = new(OptionRule.Reference, "| `Port` | 0 to 65,535 | The port. |\n");

    [Fact]
    public void Options_say_their_bounds_and_are_listed() =>
        SourceTree.CSharp.Where(file => file.IsProduct && file.Name.EndsWith("Options.cs", StringComparison.Ordinal) && !file.Path.StartsWith("bench/", StringComparison.Ordinal))
            .SelectMany(file => OptionRule.Check(file, SourceTree.Find(OptionRule.Reference))).ShouldBeNone();

    [Fact]
    public void A_listed_option_with_bounds_passes() => OptionRule.Check(Options("/// <value>0 to 9.</value>", "Port"), s_reference).Should().BeEmpty();

    [Theory]
    [InlineData("/// <summary>A port.</summary>", "Port", "Port does not say its bounds in <value>")]
    [InlineData("/// <value>0 to 9.</value>", "Door", "`Door` has no row in docs/reference/options.md")]
    public void A_silent_or_unlisted_option_is_found(string comment, string name, string message) =>
        OptionRule.Check(Options(comment, name), s_reference).Select(finding => finding.ToString()).Should().ContainSingle().Which.Should().EndWith(message);

    private static SourceFile Options(string comment, string name) =>
        new("api/AOptions.cs", $"class AOptions\n{{\n    {comment}\n    public int {name} {{ get; set; }}\n}}\n");
}
