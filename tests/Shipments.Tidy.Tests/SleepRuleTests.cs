using Shipments.Tidy.Tests.Rules;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests;

public sealed class SleepRuleTests
{
    [Fact]
    public void No_test_sleeps() => SourceTree.Files.SelectMany(SleepRule.Check).ShouldBeNone();

    // A bar halves each call, so that the rule does not find this file.
    [Theory]
    [InlineData("a.cs", "await Task|.Delay(1);", "Task|.Delay")]
    [InlineData("a.cs", "Thread|.Sleep(1);", "Thread|.Sleep")]
    [InlineData("a.py", "time.sle|ep(1)", "sle|ep(")]
    [InlineData("a.py", "await asyncio.sle|ep(1)", "sle|ep(")]
    [InlineData("a.mjs", "import * as t from 'timers/pro|mises'", "timers/pro|mises")]
    [InlineData("a.js", "await new Promise(r => setTime|out(r, 100))", "setTime|out(r")]
    [InlineData("a.sh", "sle|ep 1", "sle|ep 1")]
    public void A_sleep_is_found(string name, string line, string found)
    {
        var text = $"line\n{Join(line)}\n";

        SleepRule.Check(new SourceFile("tests/" + name, text)).ShouldSay($"tests/{name}:2: a test sleeps: {Join(found)}");
        SleepRule.Check(new SourceFile("eng/" + name, text)).Should().BeEmpty("the rule is for tests");
    }

    private static string Join(string halves) => halves.Replace("|", "");
}
