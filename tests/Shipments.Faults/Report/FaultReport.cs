using System.Globalization;
using System.Text;

namespace Shipments.Faults.Report;

/// <summary>A run as Markdown.</summary>
internal static class FaultReport
{
    private const int FindingsShownMax = 100;

    public static string Write(RunResult result)
    {
        StringBuilder text = new();
        Line(text, $"# Faults: {result.Outcomes.Count} injected in {result.Took.TotalMinutes:F1} minutes, {result.Findings.Count} findings");
        Line(text, $"");
        Line(text, $"Seed {result.Seed}. Three silos with default settings, PostgreSQL, {Environment.ProcessorCount} cores shared with the clients and the checkers.");
        Line(text, $"");
        Line(text, $"| What | Count |");
        Line(text, $"|---|---|");
        Line(text, $"| Writes acknowledged | {result.Counts.Acknowledged} |");
        Line(text, $"| Scans acknowledged, of {result.Counts.Parcels} parcels | {result.Counts.Scans} |");
        Line(text, $"| Reads checked | {result.Counts.Reads} |");
        Line(text, $"| Answers compared by request id | {result.Counts.Replies} |");
        Line(text, $"| Changes read from the stream, and again | {result.Changes.Changes}, {result.Changes.Again} |");
        Line(text, $"| Scans lost | {Found(result, "lost:")} |");
        Line(text, $"| Scans doubled | {Found(result, "doubled:")} |");
        Line(text, $"| Silos that ended by themselves, declared dead, and were started again | {result.Ended} |");
        Line(text, $"");
        Line(text, $"Seconds until all keys served. During: from the fault's begin, while it lasted. After: from the begin of its end, starts of silos included. Healed: from its end.");
        Line(text, $"");
        Line(text, $"| Fault | Injected | During: median, p99, max | After: median, p99, max | Healed: median, p99, max |");
        Line(text, $"|---|---|---|---|---|");
        foreach (var kind in result.Outcomes.GroupBy(outcome => outcome.Kind))
        {
            Line(text, $"| {kind.Key} | {kind.Count()} | {Times(kind.Where(one => one.During is not null).Select(one => one.During!.Value))} | {Times(kind.Select(one => one.After))} | {Times(kind.Select(one => one.Healed))} |");
        }

        foreach (var (kind, why) in result.NotRun)
            Line(text, $"| {kind} | not run: {why} | | | |");
        Line(text, $"");
        foreach (var (silo, bytes) in result.ResidentBytesMost)
            Line(text, $"- {silo} held at most {bytes / (1024 * 1024)} MiB.");
        Line(text, $"");
        Line(text, $"## Findings");
        Line(text, $"");
        if (result.Findings.Count == 0)
            Line(text, $"None.");
        foreach (var finding in result.Findings.Take(FindingsShownMax))
            Line(text, $"- {finding}");
        return text.ToString();
    }

    private static int Found(RunResult result, string prefix) => result.Findings.Count(finding => finding.StartsWith(prefix, StringComparison.Ordinal));

    private static string Times(IEnumerable<TimeSpan> times)
    {
        double[] sorted = [.. times.Select(time => time.TotalSeconds).Order()];
        return sorted.Length == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{At(sorted, 0.5):F1}, {At(sorted, 0.99):F1}, {sorted[^1]:F1}");
    }

    // The nearest rank: always a time that was measured.
    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
