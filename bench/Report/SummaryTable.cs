using System.Globalization;
using Spectre.Console;

namespace Shipments.Bench.Report;

/// <summary>The report as a person at a terminal reads it.</summary>
internal static class SummaryTable
{
    /// <summary>Prints it.</summary>
    public static void Print(LoadReport report, IAnsiConsole console)
    {
        Table calls = new Table().RoundedBorder().Title($"[bold]{Markup.Escape(report.Title)}[/], {Markup.Escape(report.Loop)}");
        calls.AddColumns("Call", "Items/s", "Items", "p50 ms", "p90 ms", "p99 ms", "p99.9 ms", "max ms", "Failed");
        foreach (SeriesReport series in report.Series)
        {
            LatencyReport latency = series.Latency;
            calls.AddRow(
                series.Name, $"{Number(series.ItemsPerSecond)} {series.Unit}", Number(series.Items), Ms(latency.P50), Ms(latency.P90), Ms(latency.P99),
                Ms(latency.P999), Ms(latency.Max), series.Failed == 0 ? "0" : $"[red]{Number(series.Failed)}[/]");
        }

        console.Write(calls);
        foreach (ProcessReport process in report.Processes)
            console.MarkupLine($"{Markup.Escape(process.Name)}: {process.Processors.ToString("F2", CultureInfo.InvariantCulture)} processors, at most {process.MemoryMaxMib:F0} MiB");
        foreach (CounterReport counter in report.Counters)
            console.MarkupLine($"{Markup.Escape(counter.Process)}, {Markup.Escape(counter.Name)}: {(counter.IsGauge ? $"{Number(counter.Mean)}, at most {Number(counter.Max)}" : $"{Rate(counter.PerSecond)} a second")}");
        foreach (SeriesReport series in report.Series.Where(series => series.Failures.Count > 0))
        {
            string reasons = string.Join(", ", series.Failures.Select(failure => $"{failure.Value} × {failure.Key}"));
            console.MarkupLine($"[yellow]{series.Name} failed: {Markup.Escape(reasons)}[/]");
        }

        if (report.ReadBack is { } back)
            console.MarkupLine(
                $"read back {Number(back.Parcels)} parcels in {back.Seconds:F1} s: {Number(back.Found)} of {Number(back.Acknowledged)} acknowledged scans are there, "
                + $"{back.Lost} lost, {back.Invented} invented");
        console.MarkupLine(report.IsGood ? "[green]Every answer was right, and nothing acknowledged is missing.[/]" : $"[red]{report.Violations} answers were wrong:[/]");
        foreach (string violation in report.ViolationsKept)
            console.MarkupLine($"  [red]{Markup.Escape(violation)}[/]");
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    // Seconds of pauses are small parts of one.
    private static string Rate(double value) => value < 10 ? value.ToString("0.###", CultureInfo.InvariantCulture) : Number(value);

    private static string Ms(double value) => value.ToString(value < 10 ? "F2" : "F1", CultureInfo.InvariantCulture);
}
