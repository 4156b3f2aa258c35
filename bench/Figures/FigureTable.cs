using System.Globalization;
using System.Text;
using Shipments.Bench.Measuring;

namespace Shipments.Bench.Figures;

/// <summary>The table of all figures as Markdown, with the machine above it.</summary>
internal static class FigureTable
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<FigureRow> Rows(FigureSources sources) =>
        [.. ScanRows.Of(sources).Concat(SystemRows.Of(sources)).Select(row => OrMissed(row, sources))];

    /// <summary>Writes them.</summary>
    public static string Of(FigureSources sources, MachineFacts machine, DateTimeOffset at)
    {
        StringBuilder text = new();
        text.Append(FormattableString.Invariant($"# Figures of {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC\n\n"));
        text.Append(FormattableString.Invariant(
            $"{machine.Processors} × {machine.Processor}, {machine.MemoryGib} GiB, {machine.System}, {machine.Runtime}, {machine.Harness}. Load, silos and database share the machine.\n\n"));
        text.Append("| Figure | Value | Ratio | Must | Aim | Verdict | Date | Command |\n|---|---|---|---|---|---|---|---|\n");
        foreach (FigureRow row in Rows(sources))
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Value} | {row.Ratio} | {row.Must} | {row.Aim} | {Word(row.Verdict)} | {sources.Date(row.Part)} | {Code(sources.Command(row.Part))} |\n");
        return text.ToString();
    }

    // A run that gave nothing has not reached what must be.
    private static FigureRow OrMissed(FigureRow row, FigureSources sources) =>
        row.Verdict == Verdict.NotMeasured && sources.IsFailed(row.Part) ? row with { Verdict = Verdict.Missed, Value = "its run failed" } : row;

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.NotMeasured => "not measured",
        Verdict.Stated => "stated",
        Verdict.Missed => "**missed**",
        Verdict.Met => "met",
        Verdict.Aimed => "aim met",
    };

    private static string Code(string command) => command.Length == 0 ? "" : $"`{command.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
