using Shipments.Tidy.Tests.Rules;
using Shipments.Tidy.Tests.Sources;

namespace Shipments.Tidy.Tests;

public sealed class TelemetryRuleTests
{
    private static readonly SourceFile s_events = new(LogEventRule.Reference, "| Id | Name | Level |\n|---|---|---|\n| 2001 | `Opened` | Information |\n");

    [Fact]
    public void Log_events_are_unique_in_range_and_listed()
    {
        var product = SourceTree.CSharp.Where(file => file.IsProduct).ToArray();
        var path = Path.Combine(SourceTree.Root, LogEventRule.Reference);
        if (Environment.GetEnvironmentVariable("UPDATE") == "1")
            File.WriteAllText(path, LogEventRule.Render(product));

        LogEventRule.Check(product, new SourceFile(LogEventRule.Reference, File.Exists(path) ? File.ReadAllText(path) : "")).ShouldBeNone();
    }

    [Fact]
    public void Metrics_are_listed() =>
        SourceTree.CSharp.Where(file => file.IsProduct && file.Name.EndsWith("Instruments.cs", StringComparison.Ordinal))
            .SelectMany(file => MetricRule.Check(file, SourceTree.Find(MetricRule.Reference))).ShouldBeNone();

    [Fact]
    public void A_listed_event_in_its_range_passes() =>
        LogEventRule.Check([Log("storage/ALog.cs", "EventId = 2001", "Opened")], s_events).Should().BeEmpty();

    [Theory]
    [InlineData("storage/ALog.cs", "EventId = 2001", "Closed", "`2001` `Closed` has no row in docs/reference/log-events.md")]
    [InlineData("grains/ALog.cs", "EventId = 2001", "Opened", "event 2001 is outside the range of its area")]
    [InlineData("storage/ALog.cs", "EventId = First", "Opened", "Opened has no literal EventId")]
    [InlineData("storage/ALog.cs", "Level = LogLevel.Error", "Opened", "Opened has no literal EventId")]
    public void A_wrong_event_is_found(string path, string argument, string method, string message) =>
        LogEventRule.Check([Log(path, argument, method)], s_events).Select(finding => finding.ToString()).Should().Contain($"{path}:3: {message}");

    [Fact]
    public void An_event_number_used_twice_is_found() =>
        LogEventRule.Check([Log("storage/ALog.cs", "2001, LogLevel.Error, \"a\"", "Opened"), Log("storage/BLog.cs", "EventId = 2001", "Opened")], s_events)
            .Select(finding => finding.ToString()).Should().Contain("storage/BLog.cs:3: event 2001 is taken by storage/ALog.cs:3");

    [Fact]
    public void The_reference_is_made_from_the_code() =>
        LogEventRule.Render([Log("storage/ALog.cs", "2001, LogLevel.Error, \"A { }\" + \"b.\", EventName = \"X\"", "Opened")])
            .Should().EndWith("\n|---|---|---|---|\n| 2001 | `Opened` | Error | A { }b. |\n");

    [Fact]
    public void A_listed_event_that_nobody_logs_is_found() =>
        LogEventRule.Check([], s_events).ShouldSay("docs/reference/log-events.md: lists 2001 `Opened`, which no code logs");

    [Theory]
    [InlineData("\"shipments.b\"", "`shipments.b` has no row in docs/reference/metrics.md")]
    [InlineData("Name", "CreateCounter has no literal name")]
    public void A_metric_without_a_row_is_found(string argument, string message)
    {
        var reference = new SourceFile(MetricRule.Reference, "| `shipments.a` | `s` |\n");
        var instruments = new SourceFile("api/AInstruments.cs", $"class A\n{{\n    object a = meter.CreateCounter<long>({argument});\n}}\n");

        MetricRule.Check(instruments, reference).ShouldSay($"api/AInstruments.cs:3: {message}");
    }

    private static SourceFile Log(string path, string argument, string method) =>
        new(path, $"static partial class ALog\n{{\n    [LoggerMessage({argument})]\n    static partial void {method}(ILogger logger);\n}}\n");
}
