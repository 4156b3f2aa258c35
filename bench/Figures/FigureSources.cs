using System.Globalization;
using System.Text.Json;
using Shipments.Bench.Compare;
using Shipments.Bench.Outages;
using Shipments.Bench.Report;

namespace Shipments.Bench.Figures;

/// <summary>
/// What the runs of the figures left: a folder each, with the report of a load, numbers that the script read (<c>facts.tsv</c>), and the command that
/// was run (<c>command.txt</c>) and when (<c>date.txt</c>), or that its run failed (<c>failed.txt</c>). What is not there was not measured.
/// </summary>
internal sealed class FigureSources
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, LoadReport> _reports = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _dates = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);

    /// <summary>Medians of the comparison; empty when there was none.</summary>
    public IReadOnlyList<Medians> Compared { get; private set; } = [];

    /// <summary>The take-over; null when there was none.</summary>
    public TakeOverResult? TakeOver { get; private set; }

    /// <summary>Reads a folder.</summary>
    public static async Task<FigureSources> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        FigureSources sources = new();
        foreach (string path in Directory.EnumerateDirectories(folder))
            await sources.ReadPartAsync(Path.GetFileName(path), path, cancellationToken);
        return sources;
    }

    /// <summary>The report of a load; null when it was not run.</summary>
    public LoadReport? Report(string part) => _reports.GetValueOrDefault(part);

    /// <summary>Items a second of a load's first series; null when it was not run. Of several rounds, named part-1, part-2 and so on, the median.</summary>
    public double? Rate(string part)
    {
        double[] rates = [.. _reports.Where(report => report.Key == part || IsRound(report.Key, part)).Select(report => report.Value.Series[0].ItemsPerSecond)];
        return rates.Length == 0 ? null : Medians.Median(rates);
    }

    /// <summary>A number the script read; null when it did not.</summary>
    public double? Fact(string part, string name) => _facts.TryGetValue($"{part}/{name}", out double value) ? value : null;

    /// <summary>What was run; empty when nothing was.</summary>
    public string Command(string part) => Text(_commands, part);

    /// <summary>When it was run, as UTC; empty when nothing was.</summary>
    public string Date(string part) => Text(_dates, part);

    /// <summary>Whether it was run and gave nothing.</summary>
    public bool IsFailed(string part) => _failed.Contains(part);

    /// <summary>The median of a contender's rounds of one workload; null when it was not run.</summary>
    public Medians? Median(string contender, string workload) =>
        Compared.FirstOrDefault(row => row.Contender == contender && row.Workload == workload);

    /// <summary>For tests and readers: takes a report.</summary>
    internal void Add(string part, LoadReport report) => _reports[part] = report;

    /// <summary>Likewise a number.</summary>
    internal void Add(string part, string name, double value) => _facts[$"{part}/{name}"] = value;

    /// <summary>Likewise the medians of a comparison.</summary>
    internal void Add(IReadOnlyList<Medians> compared) => Compared = compared;

    /// <summary>Likewise a take-over.</summary>
    internal void Add(TakeOverResult takeOver) => TakeOver = takeOver;

    /// <summary>Likewise a run that gave nothing.</summary>
    internal void AddFailed(string part) => _failed.Add(part);

    private static string Text(Dictionary<string, string> texts, string part) =>
        texts.GetValueOrDefault(part) ?? texts.Where(text => IsRound(text.Key, part)).Select(text => text.Value).FirstOrDefault() ?? "";

    private static bool IsRound(string name, string part) =>
        name.Length > part.Length + 1 && name.StartsWith(part + "-", StringComparison.Ordinal) && name.AsSpan(part.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private async Task ReadPartAsync(string part, string path, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.Combine(path, "report.json")))
            Add(part, await JsonReport.ReadAsync(Path.Combine(path, "report.json"), cancellationToken));
        foreach ((string file, Dictionary<string, string> texts) in new[] { ("command.txt", _commands), ("date.txt", _dates) })
        {
            if (File.Exists(Path.Combine(path, file)))
                texts[part] = (await File.ReadAllTextAsync(Path.Combine(path, file), cancellationToken)).Trim();
        }

        if (File.Exists(Path.Combine(path, "failed.txt")))
            AddFailed(part);
        if (File.Exists(Path.Combine(path, "take-over.json")))
            TakeOver = JsonSerializer.Deserialize<TakeOverResult>(await File.ReadAllTextAsync(Path.Combine(path, "take-over.json"), cancellationToken), Json);
        if (File.Exists(Path.Combine(path, "compare.json")))
        {
            using JsonDocument compared = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(path, "compare.json"), cancellationToken));
            Add(compared.RootElement.GetProperty("medians").Deserialize<Medians[]>(Json) ?? []);
        }

        if (!File.Exists(Path.Combine(path, "facts.tsv")))
            return;
        foreach (string line in await File.ReadAllLinesAsync(Path.Combine(path, "facts.tsv"), cancellationToken))
        {
            if (line.Split('\t') is [var name, var text] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                Add(part, name, value);
        }
    }
}
