using Shipments.Tidy.Tests.Rules;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests;

public sealed class LeftoverRuleTests
{
    [Fact]
    public void Nothing_is_left_over() => SourceTree.Files.SelectMany(LeftoverRule.Check).ShouldBeNone();

    // A bar halves each word, so that the rule does not find this file.
    [Theory]
    [InlineData("// TO|DO: more", "unfinished: TO|DO")]
    [InlineData("// FIX|ME", "unfinished: FIX|ME")]
    [InlineData("// HA|CK", "unfinished: HA|CK")]
    [InlineData("throw new Not|ImplementedException();", "unfinished: Not|ImplementedException")]
    [InlineData("// good enough for| now", "unfinished: for| now")]
    [InlineData("// a place|holder", "unfinished: place|holder")]
    [InlineData("    #reg|ion Fields", "a file that wants regions wants splitting: #reg|ion")]
    [InlineData("[Fact(Sk|ip = \"later\")]", "a skipped test: Sk|ip =")]
    [InlineData("var path = \"/wo|rk/main\";", "a path of one machine: /wo|rk/")]
    [InlineData("var host = \"fa|rm-7\";", "a name of one machine: fa|rm-")]
    [InlineData("var path = \"../sha|red/samples\";", "a folder that a clone does not have: ../sha|red")]
    public void A_leftover_is_found(string line, string message) =>
        LeftoverRule.Check(new SourceFile("api/A.cs", $"\n{Join(line)}\n")).ShouldSay($"api/A.cs:2: {Join(message)}");

    [Fact]
    public void A_test_that_handles_the_absence_of_the_samples_may_name_them() =>
        LeftoverRule.Check(new SourceFile("tests/A.cs", "SHIPMENTS_SAMPLES\n../sha" + "red/samples\n")).Should().BeEmpty();

    [Fact]
    public void Words_that_only_look_alike_pass() =>
        LeftoverRule.Check(new SourceFile("api/A.cs", "Shackle mastodon forknow https://example.org/network/ x.Ski" + "p == 1\n")).Should().BeEmpty();

    private static string Join(string halves) => halves.Replace("|", "");
}
