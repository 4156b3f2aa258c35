using static Shipments.Bench.Figures.FigureText;

namespace Shipments.Bench.Figures;

/// <summary>The rows of overload. None is met when less was offered than it is about, or when the silo's memory is not of the size it has at the top rate.</summary>
internal static class OverloadRows
{
    private const double OfferedMust = 2.5;
    private const double MemoryTimes = 2;
    private const double TakenMust = 0.9;
    private const string UnaryName = "overload, three times the top rate offered";
    private const string UnaryMust = "what is taken keeps its deadline, the rest gets RESOURCE_EXHAUSTED with RetryInfo, memory bounded, recovery ≤ 5 s";
    private const string StreamedName = "likewise by streams, which are held back";
    private const string StreamedMust = "nothing fails, ≥ 0.9 × the top rate is taken, memory bounded";

    /// <summary>Of unary calls.</summary>
    public static FigureRow Unary(FigureSources sources)
    {
        if (sources.Report("overload") is not { } report)
            return new FigureRow(UnaryName, "", "", UnaryMust, "", Verdict.NotMeasured, "overload");
        OverloadFinding finding = OverloadFinding.Of(report);
        string recovery = finding.RecoverySeconds is { } seconds ? $"as before after {Number(seconds)} s" : "never as before again";
        string value =
            $"usual {Number(finding.UsualRate)}/s; in it {Number(finding.AcceptedRate)}/s taken, p99 {Number(finding.AcceptedP99)} ms; refused {Number(finding.Refused)} with RetryInfo, " +
            $"{Number(finding.RefusedBare)} without; past their deadline {Number(finding.Late)}, failed otherwise {Number(finding.Other)}; {Memory(sources, "overload")}; {recovery}";
        double? times = Ratio(finding.OfferedRate, sources.Rate("overload-top"));
        bool isMet = finding.IsOrderly && finding.RecoverySeconds is <= 5 && times >= OfferedMust && IsBounded(sources, "overload");
        return new FigureRow(UnaryName, value, Offered(times), UnaryMust, "", isMet ? Verdict.Met : Verdict.Missed, "overload");
    }

    /// <summary>Of streams. What is offered is what was meant to be sent: it is the sender that waits.</summary>
    public static FigureRow Streamed(FigureSources sources)
    {
        if (sources.Report("overload-streams") is not { } report)
            return new FigureRow(StreamedName, "", "", StreamedMust, "", Verdict.NotMeasured, "overload-streams");
        OverloadFinding finding = OverloadFinding.Of(report);
        double? top = sources.Rate("overload-streams-top");
        long failed = report.Series[0].Failures.Values.Sum();
        string value = $"usual {Number(finding.UsualRate)}/s; in it {Number(finding.AcceptedRate)}/s taken; failed {Number(failed)}; {Memory(sources, "overload-streams")}";
        double? taken = Ratio(finding.AcceptedRate, top);
        bool isMet = failed == 0 && taken >= TakenMust && IsBounded(sources, "overload-streams");
        return new FigureRow(StreamedName, value, taken is null ? "" : $"{Times(taken)} top rate taken", StreamedMust, "", isMet ? Verdict.Met : Verdict.Missed, "overload-streams");
    }

    private static string Offered(double? times) => times is null ? "" : $"{Times(times)} top rate offered";

    private static string Memory(FigureSources sources, string part) =>
        $"silo at most {InUnits(MemoryOf(sources, part), "MiB")}, {InUnits(MemoryOf(sources, part + "-top"), "MiB")} at the top rate";

    private static bool IsBounded(FigureSources sources, string part) => MemoryOf(sources, part) <= MemoryTimes * MemoryOf(sources, part + "-top");

    private static double? MemoryOf(FigureSources sources, string part) =>
        sources.Report(part)?.Processes.FirstOrDefault(process => process.Name == "server")?.MemoryMaxMib;
}
