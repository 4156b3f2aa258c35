using System.Globalization;

namespace Shipments.Bench.Report;

/// <summary>The plots of a report.</summary>
internal static class ReportCharts
{
    private const int TicksOfTime = 8;
    private const int TicksOfValue = 5;
    private const double PercentileMax = 99.999;

    /// <summary>What one kind of call did a second, and what failed.</summary>
    public static string Throughput(LoadReport report, SeriesReport series, bool isNarrow)
    {
        double max = series.Seconds.Select(second => (double)Math.Max(second.Items, second.Failed)).DefaultIfEmpty(1).Max();
        LineChart chart = OfTime(report, $"{series.Name}: {series.Unit} in each second", AxisScale.Linear(max, TicksOfValue), Count, isNarrow)
            .Add(new ChartLine(series.Unit, 1, Points(report, series, second => second.Items)));
        if (series.Failures.Count > 0)
            chart.Add(new ChartLine("failed", 8, Points(report, series, second => second.Failed)));
        return chart.Draw();
    }

    /// <summary>Latencies of one call over time.</summary>
    public static string Latency(LoadReport report, SeriesReport series, bool isNarrow)
    {
        double[] values = [.. series.Seconds.Where(second => second.P50 > 0).SelectMany(second => new[] { second.P50, second.Max })];
        AxisScale y = AxisScale.Logarithmic(values.DefaultIfEmpty(1).Min(), values.DefaultIfEmpty(1).Max());
        return OfTime(report, $"{series.Name}: latency over time, ms", y, Milliseconds, isNarrow)
            .Add(new ChartLine("max", 3, Points(report, series, second => second.P50 > 0 ? second.Max : null)))
            .Add(new ChartLine("p99", 2, Points(report, series, second => second.P50 > 0 ? second.P99 : null)))
            .Add(new ChartLine("p50", 1, Points(report, series, second => second.P50 > 0 ? second.P50 : null)))
            .Draw();
    }

    /// <summary>The percentile curves of all calls; the axis below goes towards 100 % in nines.</summary>
    public static string Percentiles(LoadReport report)
    {
        SeriesReport[] shown = [.. report.Series.Where(series => series.Curve.Count > 2)];
        if (shown.Length == 0)
            return "";
        double[] values = [.. shown.SelectMany(series => series.Curve).Select(point => point.Milliseconds)];
        AxisScale x = AxisScale.Logarithmic(1, Nines(PercentileMax));
        LineChart chart = new(
            "Latency by percentile, ms", x, AxisScale.Logarithmic(Math.Max(values.Min(), 0.01), values.Max()),
            nines => $"{Text(100 - (100 / nines))} %", Milliseconds);
        for (int i = 0; i < shown.Length; i++)
            chart.Add(new ChartLine(shown[i].Name, i + 1, [.. shown[i].Curve.Select(point => (Nines(point.Percent), (double?)point.Milliseconds))]));
        return chart.Below("so many calls took at most so long").Draw();
    }

    /// <summary>Processors and memory of the processes that were watched.</summary>
    public static string Processes(LoadReport report)
    {
        double processors = report.Processes.SelectMany(process => process.Seconds).Select(second => second.Processors).DefaultIfEmpty(1).Max();
        double memory = report.Processes.SelectMany(process => process.Seconds).Select(second => second.MemoryMib).DefaultIfEmpty(1).Max();
        LineChart busy = OfTime(report, "Processors kept busy", AxisScale.Linear(processors, TicksOfValue), Text);
        LineChart held = OfTime(report, "Memory, MiB", AxisScale.Linear(memory, TicksOfValue), Count);
        for (int i = 0; i < report.Processes.Count; i++)
        {
            ProcessReport process = report.Processes[i];
            busy.Add(new ChartLine(process.Name, i + 1, [.. Within(report, process.Seconds.Select(second => (second.At, (double?)second.Processors)))]));
            held.Add(new ChartLine(process.Name, i + 1, [.. Within(report, process.Seconds.Select(second => (second.At, (double?)second.MemoryMib)))]));
        }

        return busy.Draw() + held.Draw();
    }

    /// <summary>How far lanes and lists were behind.</summary>
    public static string Freshness(LoadReport report)
    {
        FreshnessReport[] shown = [.. report.Freshness.Where(sample => IsWithin(report, sample.At))];
        double[] lags = [.. shown.SelectMany(sample => new[] { sample.Lane, sample.List }).OfType<double>()];
        if (lags.Length == 0)
            return "";
        return OfTime(report, "Age of the newest scan that is counted, s", AxisScale.Linear(lags.Max(), TicksOfValue), Text)
            .Add(new ChartLine("busiest lane", 1, [.. shown.Select(sample => (sample.At, sample.Lane))]))
            .Add(new ChartLine("list of parcels", 2, [.. shown.Select(sample => (sample.At, sample.List))]))
            .Draw();
    }

    private static LineChart OfTime(LoadReport report, string title, AxisScale y, Func<double, string> text, bool isNarrow = false)
    {
        double whole = report.WarmUpSeconds + report.DurationSeconds;
        return new LineChart(title, AxisScale.Exact(whole, isNarrow ? TicksOfTime / 2 : TicksOfTime), y, at => $"{Text(at)} s", text, isNarrow ? LineChart.Narrow : LineChart.Wide)
            .Shade(report.WarmUpSeconds).Below(report.WarmUpSeconds > 0 ? "shaded: warm-up, not counted" : "");
    }

    // A second is drawn in its middle; the one in which the run ended is not whole and left out.
    private static (double X, double? Y)[] Points(LoadReport report, SeriesReport series, Func<SecondReport, double?> value) =>
        [.. Within(report, series.Seconds.SkipLast(1).Select(second => (second.Second + 0.5, value(second))))];

    // What comes after the run, while last answers and rows are waited for, has no place on the axis.
    private static IEnumerable<(double X, double? Y)> Within(LoadReport report, IEnumerable<(double X, double? Y)> points) =>
        points.Where(point => IsWithin(report, point.X));

    private static bool IsWithin(LoadReport report, double at) => at <= report.WarmUpSeconds + report.DurationSeconds;

    private static double Nines(double percent) => 100 / (100 - Math.Min(percent, PercentileMax));

    private static string Count(double value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => value.ToString(value >= 10 ? "#,##0" : "0.###", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
