using Shipments.Tidy.Tests.Rules;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests;

public sealed class LengthRuleTests
{
    [Fact]
    public void Files_and_methods_are_short() => SourceTree.CSharp.SelectMany(LengthRule.Check).ShouldBeNone();

    [Fact]
    public void A_file_of_400_lines_passes_and_of_401_is_found()
    {
        LengthRule.Check(new SourceFile("a.cs", Filler(400))).Should().BeEmpty();
        LengthRule.Check(new SourceFile("a.cs", Filler(401))).ShouldSay("a.cs: 401 lines, at most 400");
    }

    [Theory]
    [InlineData("void Long()\n{{\n{0}}}", "Long")]
    [InlineData("Long()\n{{\n{0}}}", "Long")]
    [InlineData("int Long\n{{\n{0}}}", "Long")]
    [InlineData("public static Long operator +(Long a, Long b)\n{{\n{0}}}", "operator +")]
    public void A_member_of_60_lines_passes_and_of_61_is_found(string member, string name)
    {
        string With(int lines) => $"class Long\n{{\n{string.Format(member, Filler(lines - 3))}\n}}\n";

        LengthRule.Check(new SourceFile("a.cs", With(60))).Should().BeEmpty();
        LengthRule.Check(new SourceFile("a.cs", With(61))).ShouldSay($"a.cs:3: {name} has 61 lines, at most 60");
    }

    [Fact]
    public void Braces_in_strings_and_comments_do_not_count()
    {
        var text = "class A\n{\n    // }\n    void B() { var c = \"}}}{{{\"; var d = $$\"\"\"\n}}\n{{{c}}}\n\"\"\"; }\n    void E() { }\n}\n";

        LengthRule.Check(new SourceFile("a.cs", text)).Should().BeEmpty();
    }

    [Fact]
    public void Attributes_and_comments_above_a_method_are_free()
    {
        var text = $"class A\n{{\n    [Obsolete(\n{Filler(20)})]\n    void B()\n    {{\n{Filler(57)}    }}\n}}\n";

        LengthRule.Check(new SourceFile("a.cs", text)).Should().BeEmpty();
    }

    [Fact]
    public void Long_top_level_statements_are_found()
    {
        var text = string.Concat(Enumerable.Repeat("Go();\n", 61)) + "void Go() { }\n";

        LengthRule.Check(new SourceFile("Program.cs", text)).ShouldSay("Program.cs:1: top-level statements have 62 lines, at most 60");
    }

    private static string Filler(int lines) => string.Concat(Enumerable.Repeat("// so\n", lines));
}
