using System.Globalization;
using System.Text;
using Shipments.Bench.Measuring;

namespace Shipments.Bench.Figures;

/// <summary>The table of all figures as Markdown, with the machine above it.</summary>
internal static class FigureTable
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<FigureRow> Rows(FigureSources sources) => [.. ScanRows.Of(sources), .. SystemRows.Of(sources)];

    /// <summary>Writes them.</summary>
    public static string Of(FigureSources sources, MachineFacts machine, DateTimeOffset at)
    {
        StringBuilder text = new();
        text.Append(FormattableString.Invariant($"# Figures of {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC\n\n"));
        text.Append(FormattableString.Invariant(
            $"{machine.Processors} × {machine.Processor}, {machine.MemoryGib} GiB, {machine.System}, {machine.Runtime}, {machine.Harness}. Load, silos and database share the machine.\n\n"));
        text.Append("| Figure | Value | Ratio | Must | Aim | Verdict | Command |\n|---|---|---|---|---|---|---|\n");
        foreach (FigureRow row in Rows(sources))
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {row.Value} | {row.Ratio} | {row.Must} | {row.Aim} | {Word(row.Verdict)} | {Code(sources.Command(row.Part))} |\n");
        return text.ToString();
    }

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
