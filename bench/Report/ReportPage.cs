using System.Globalization;
using System.Net;
using System.Text;

namespace Shipments.Bench.Report;

/// <summary>The page of a report, from its verdict down to its settings.</summary>
internal static class ReportPage
{
    /// <summary>Makes it.</summary>
    public static string Of(LoadReport report)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Escaped(report.Title)} – Shipments load report</title><style>{ReportStyle.Sheet}</style></head><body><main>
            <header><p class="kind">Shipments load report</p><h1>{Escaped(report.Title)}</h1><p class="about">{Escaped(report.About)}</p>
            <p class="when">{report.StartedAt.UtcDateTime:d MMMM yyyy, HH:mm} UTC · {Escaped(report.Loop)} · {Number(report.DurationSeconds)} s counted after {Number(report.WarmUpSeconds)} s of warm-up</p></header>
            """);
        Verdict(page, report);
        Tiles(page, report);
        Calls(page, report);
        page.Append("<section><h2>Over time</h2>");
        SeriesReport[] timed = [.. report.Series.Where(series => series.Latency.Max > 0)];
        page.Append(timed.Length > 1 ? "<div class=\"pairs\">" : "<div>");
        foreach (SeriesReport series in timed)
            page.Append(ReportCharts.Throughput(report, series, timed.Length > 1)).Append(ReportCharts.Latency(report, series, timed.Length > 1));
        page.Append("</div></section><section><h2>Percentiles</h2>").Append(ReportCharts.Percentiles(report)).Append("</section>");
        if (ReportCharts.Freshness(report) is { Length: > 0 } freshness)
            page.Append("<section><h2>Lanes and lists</h2>").Append(freshness).Append("</section>");
        page.Append("<section><h2>Processes</h2>").Append(ReportCharts.Processes(report));
        Counters(page, report);
        page.Append("</section>");
        Settings(page, report);
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void Verdict(StringBuilder page, LoadReport report)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section class=\"verdict {(report.IsGood ? "good" : "bad")}\"><h2>");
        page.Append(report.IsGood ? "Every answer was right" : string.Create(CultureInfo.InvariantCulture, $"{Number(report.Violations)} answers were wrong"));
        page.Append("</h2>");
        if (report.ReadBack is { } back)
            page.Append(CultureInfo.InvariantCulture, $"<p>{Number(back.Acknowledged)} scans of {Number(back.Parcels)} parcels were acknowledged and read back one by one: {Number(back.Found)} are there, {Number(back.Lost)} are lost, {Number(back.Invented)} were never sent.</p>");
        foreach (string violation in report.ViolationsKept)
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"fault\">{Escaped(violation)}</p>");
        page.Append("</section>");
    }

    private static void Tiles(StringBuilder page, LoadReport report)
    {
        double scans = report.Series.Where(series => series.Unit == "scans").Sum(series => series.ItemsPerSecond);
        SeriesReport? main = report.Series.Where(series => series.Name != "ReadChanges").MaxBy(series => series.Items);
        page.Append("<section class=\"tiles\">");
        if (scans > 0)
            Tile(page, Number(scans), "scans a second, acknowledged");
        else if (main is not null)
            Tile(page, Number(main.ItemsPerSecond), $"{main.Unit} a second");
        if (main is not null)
        {
            Tile(page, $"{Ms(main.Latency.P50)} ms", $"{main.Name}, p50");
            Tile(page, $"{Ms(main.Latency.P99)} ms", $"{main.Name}, p99");
        }

        Tile(page, Number(report.Series.Sum(series => series.Failed)), "calls failed");
        foreach (ProcessReport process in report.Processes)
            Tile(page, process.Processors.ToString("0.00", CultureInfo.InvariantCulture), $"processors, {process.Name}");
        page.Append("</section>");
    }

    private static void Tile(StringBuilder page, string value, string label) =>
        page.Append(CultureInfo.InvariantCulture, $"<div><b>{Escaped(value)}</b><span>{Escaped(label)}</span></div>");

    private static void Calls(StringBuilder page, LoadReport report)
    {
        page.Append("""
            <section><h2>Calls</h2><div class="scroll"><table><thead><tr><th>Call</th><th>Items a second</th><th>Items</th><th>p50</th><th>p90</th><th>p99</th>
            <th>p99.9</th><th>Max</th><th>Sent late, p99</th><th>Failed</th></tr></thead><tbody>
            """);
        foreach (SeriesReport series in report.Series)
        {
            LatencyReport latency = series.Latency;
            page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Escaped(series.Name)}</th><td>{Number(series.ItemsPerSecond)} {Escaped(series.Unit)}</td><td>{Number(series.Items)}</td>");
            foreach (double value in new[] { latency.P50, latency.P90, latency.P99, latency.P999, latency.Max, series.SendDelay.P99 })
                page.Append(CultureInfo.InvariantCulture, $"<td>{Ms(value)}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{Number(series.Failed)}</td></tr>");
        }

        page.Append("""
            </tbody></table></div><p class="note">Milliseconds, from the moment each call was meant to be sent: time spent waiting for the server to take it counts.
            A batch of a stream is one call. “Sent late” is the part of it that passed before the call left.</p>
            """);
        (string Call, string Reason, long Count)[] failures = [.. report.Series.SelectMany(series => series.Failures.Select(failure => (series.Name, failure.Key, failure.Value)))];
        if (failures.Length > 0)
            page.Append("<table><thead><tr><th>Failed call</th><th>Reason</th><th>Times, warm-up included</th></tr></thead><tbody>");
        foreach ((string call, string reason, long count) in failures)
            page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Escaped(call)}</th><td class=\"text\">{Escaped(reason)}</td><td>{Number(count)}</td></tr>");
        page.Append(failures.Length > 0 ? "</tbody></table></section>" : "</section>");
    }

    private static void Counters(StringBuilder page, LoadReport report)
    {
        if (report.Counters.Count == 0)
            return;
        page.Append("<div class=\"scroll\"><table><thead><tr><th>What processes tell of themselves</th><th>A second</th><th>Mean</th><th>Most</th><th>Last</th></tr></thead><tbody>");
        foreach (CounterReport counter in report.Counters)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Escaped(counter.Process)}: {Escaped(counter.Name)}</th><td>{(counter.IsGauge ? "" : Rate(counter.PerSecond))}</td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{(counter.IsGauge ? Number(counter.Mean) : "")}</td><td>{(counter.IsGauge ? Number(counter.Max) : "")}</td><td>{(counter.IsGauge ? Number(counter.Last) : "")}</td></tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private static void Settings(StringBuilder page, LoadReport report)
    {
        page.Append("<section class=\"facts\"><div><h2>Scenario</h2><table>");
        foreach ((string name, string value) in report.Settings)
            Fact(page, name, value);
        page.Append("</table></div><div><h2>Answers</h2><table>");
        Fact(page, "Scans recorded", Number(report.Answers.Recorded));
        Fact(page, "Duplicates, known as such", Number(report.Answers.Duplicates));
        Fact(page, "Held by their number, then handed on", Number(report.Answers.Held));
        Fact(page, "Held under numbers of nobody", Number(report.Answers.HeldOfNobody));
        Fact(page, "With a code no vocabulary knew", Number(report.Answers.Unmapped));
        Fact(page, "Parcels registered before", $"{Number(report.ParcelsRegistered)} in {Number(report.RegisteringSeconds)} s");
        page.Append("</table><h2>Machine of the load generator</h2><table>");
        Fact(page, "Processor", $"{report.Machine.Processors} × {report.Machine.Processor}");
        Fact(page, "Memory", $"{report.Machine.MemoryGib} GiB");
        Fact(page, "System", report.Machine.System);
        Fact(page, "Runtime", report.Machine.Runtime);
        Fact(page, "Harness", report.Machine.Harness);
        Fact(page, "Run", report.Run);
        page.Append("</table></div></section>");
    }

    private static void Fact(StringBuilder page, string name, string value) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr><th>{Escaped(name)}</th><td class=\"text\">{Escaped(value)}</td></tr>");

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string Number(double value) => value.ToString(value is > 0 and < 10 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);

    // Seconds of pauses are small parts of one.
    private static string Rate(double value) => value.ToString(value < 10 ? "0.###" : "#,##0", CultureInfo.InvariantCulture);

    private static string Ms(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "#,##0", CultureInfo.InvariantCulture);
}
