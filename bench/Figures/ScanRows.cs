using Shipments.Bench.Counters;
using Shipments.Bench.Report;
using static Shipments.Bench.Figures.FigureText;

namespace Shipments.Bench.Figures;

/// <summary>The rows of scans: how many, how fast, at what cost.</summary>
internal static class ScanRows
{
    private const double MicrosecondsPerSecond = 1e6;
    private const double Kib = 1024;

    /// <summary>Makes them.</summary>
    public static IEnumerable<FigureRow> Of(FigureSources sources)
    {
        yield return Streamed(sources);
        yield return Compared(sources, "durable scans/s, StreamScans, all parcels warm and named by id", "streamed", Bound.Least(14, 25));
        yield return Compared(sources, "durable scans/s, unary RecordScans of 1, 512 in flight", "unary", Bound.Least(4, 8));
        yield return Latency(sources, "ack latency at half of the top rate, StreamScans, warm, by id", "streamed-half");
        yield return Latency(sources, "likewise with a tenth of the scans to parcels not in memory, half by number", "streamed-cold-half");
        yield return Latency(sources, "likewise unary", "unary-half");
        yield return Rate(sources, "one hot parcel, durable scans/s", "hot-parcel", "scans/s", Bound.Least(5_000, 20_000));
        yield return Rate(sources, "SQLite, durable scans/s, StreamScans", "streamed-sqlite", "scans/s", Bound.Least(40_000, 100_000));
        yield return Processor(sources);
        yield return Allocated(sources);
    }

    /// <summary>A row that is the rate of one load.</summary>
    public static FigureRow Rate(FigureSources sources, string name, string part, string unit, Bound bound)
    {
        double? rate = sources.Rate(part);
        return new FigureRow(name, InUnits(rate, unit) + Dry(sources, part), "", $"≥ {Number(bound.Must)}", Number(bound.Aim), bound.Of(rate), part);
    }

    private static FigureRow Streamed(FigureSources sources)
    {
        Bound bound = Bound.Least(10, 20);
        double? rate = sources.Rate("streamed");
        double? times = Ratio(rate, sources.Median("plain", "streamed")?.PerSecond);
        string value = InUnits(rate, "scans/s") + Dry(sources, "streamed");
        if (sources.Report("streamed") is { } report)
        {
            double outside = report.OutsideWorkingSet / (double)Math.Max(1, report.Answers.Recorded + report.Answers.Held + report.Answers.Duplicates + report.Answers.HeldOfNobody);
            double? loads = Ratio(Counter(report, WatchedInstrument.LoadRows)?.PerSecond, rate);
            value += $"; {Share(outside)} of the scans outside the working set{(loads is { } rows ? $", {Number(rows)} rows loaded a scan" : "")}";
            value += report.LevelSeconds is { } level ? $"; every row written {Number(level)} s after" : "";
        }

        return new FigureRow(
            "durable scans/s, StreamScans, half by number, a tenth to parcels not in memory", value, Plain(times), "≥ 10 × plain", "20 ×", bound.Of(times), "streamed");
    }

    private static FigureRow Compared(FigureSources sources, string name, string workload, Bound bound)
    {
        double? times = sources.Median("plain", workload)?.OursTimes is > 0 and { } found ? found : null;
        return new FigureRow(
            name, InUnits(sources.Median("ours", workload)?.PerSecond, "scans/s"), Plain(times), $"≥ {Number(bound.Must)} × plain", $"{Number(bound.Aim)} ×", bound.Of(times), "compare");
    }

    private static FigureRow Latency(FigureSources sources, string name, string part)
    {
        LatencyReport? latency = sources.Report(part)?.Series[0].Latency;
        Verdict verdict = latency is null ? Verdict.NotMeasured : (Verdict)Math.Min((int)Bound.Most(3, 1).Of(latency.P50), (int)Bound.Most(15, 6).Of(latency.P99));
        string value = latency is null ? "" : $"p50 {Number(latency.P50)} ms, p99 {Number(latency.P99)} ms at {InUnits(sources.Rate(part), "scans/s")}";
        return new FigureRow(name, value, "", "p50 ≤ 3 ms, p99 ≤ 15 ms", "1 / 6", verdict, part);
    }

    private static FigureRow Processor(FigureSources sources)
    {
        LoadReport? report = sources.Report("streamed-warm");
        double? server = report?.Processes.FirstOrDefault(process => process.Name == "server")?.Processors * MicrosecondsPerSecond;
        double? scan = Ratio(server, sources.Rate("streamed-warm"));
        return new FigureRow("processor time of the silo a streamed scan", InUnits(scan, "µs"), "", "stated", "≤ 9 µs", Stated(scan, 9), "streamed-warm");
    }

    private static FigureRow Allocated(FigureSources sources)
    {
        double? bytes = sources.Report("streamed-warm") is { } report
            ? Ratio(Counter(report, WatchedInstrument.Allocated)?.PerSecond, sources.Rate("streamed-warm")) : null;
        return new FigureRow("bytes the silo allocates a streamed scan", InUnits(bytes / Kib, "KiB"), "", "stated", "≤ 2 KiB", Stated(bytes / Kib, 2), "streamed-warm");
    }

    private static CounterReport? Counter(LoadReport report, WatchedInstrument instrument) =>
        report.Counters.FirstOrDefault(counter => counter.Process == "server" && counter.Name == instrument.Name);

    private static Verdict Stated(double? value, double aim) => value is null ? Verdict.NotMeasured : value <= aim ? Verdict.Aimed : Verdict.Stated;

    private static string Plain(double? times) => times is null ? "" : $"{Times(times)} plain";

    private static string Dry(FigureSources sources, string part) =>
        sources.Report(part)?.Series[0].DryAt is { } at ? $" (nothing left to send after {Number(at)} s)" : "";
}
