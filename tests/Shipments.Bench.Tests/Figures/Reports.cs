using Shipments.Bench.Measuring;
using Shipments.Bench.Report;

namespace Shipments.Bench.Tests.Figures;

/// <summary>Reports of loads that never ran.</summary>
internal static class Reports
{
    private static readonly LatencyReport None = new(0, 0, 0, 0, 0, 0);

    /// <summary>A report of one series, of so many items a second.</summary>
    public static LoadReport Of(double perSecond, LatencyReport? latency = null, double? dryAt = null) => With(
        new SeriesReport("StreamScans", "scans", 1, 1, perSecond, dryAt, 0, new Dictionary<string, long>(), latency ?? None, None, [], []));

    /// <summary>A report of one series as it is, of ten seconds of warm-up and 30 that count.</summary>
    public static LoadReport With(SeriesReport series) => new()
    {
        Scenario = "none",
        Title = "None",
        About = "",
        Run = "run1",
        StartedAt = DateTimeOffset.UnixEpoch,
        Loop = "closed",
        Settings = new Dictionary<string, string>(),
        Machine = new MachineFacts(2, "a processor", 24, "a system", "a runtime", "a harness"),
        WarmUpSeconds = 10,
        DurationSeconds = 30,
        ParcelsRegistered = 1,
        RegisteringSeconds = 1,
        Series = [series],
        Processes = [],
        Freshness = [],
        Answers = new AnswerReport(90, 5, 5, 0, 0),
        Violations = 0,
        ViolationsKept = [],
    };

    /// <summary>A series of seconds.</summary>
    public static SeriesReport Series(IEnumerable<SecondReport> seconds, params (string Reason, long Count)[] failures) => new(
        "RecordScans", "scans", 1, 1, 100, null, 0, failures.ToDictionary(failure => failure.Reason, failure => failure.Count), None, None, [], [.. seconds]);
}
