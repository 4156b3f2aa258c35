using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Shipments.Bench.Report;
using Spectre.Console;

namespace Shipments.Bench.Compare;

/// <summary>The command <c>compare</c>.</summary>
internal static class CompareCommand
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Option<int> rounds = Whole("--rounds", "How often each contender runs each workload.", 3);
        Option<int> duration = Whole("--duration", "Seconds counted of a run.", 20);
        Option<int> warmUp = Whole("--warm-up", "Seconds not counted.", 8);
        Option<int> parcels = Whole("--parcels", "Parcels registered before each run.", 20_000);
        Option<string> contenders = Text("--contenders", "Who, with commas between.", string.Join(',', Contender.All.Select(contender => contender.Name)));
        Option<string> workloads = Text("--workloads", "What, with commas between.", string.Join(',', Workload.All.Select(workload => workload.Name)));
        Option<string> programs = Text("--postgres-programs", "The folder of PostgreSQL's programs; eng/postgres.sh prints it.", "/usr/lib/postgresql/15/bin");
        Option<string> folder = Text("--out", "The folder of the results.", "artifacts/bench/compare");
        Command command = new("compare", "Runs ours, stock, plain and raw in turn on a PostgreSQL of its own, and prints medians and ratios. Needs Release builds of silo/ and bench/.")
        {
            rounds, duration, warmUp, parcels, contenders, workloads, programs, folder,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new CompareOptions(
                parsed.GetValue(rounds), parsed.GetValue(duration), parsed.GetValue(warmUp), parsed.GetValue(parcels), parsed.GetValue(contenders)!.Split(','),
                parsed.GetValue(workloads)!.Split(','), parsed.GetValue(programs)!, parsed.GetValue(folder)!),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CompareOptions options, CancellationToken cancellationToken)
    {
        IAnsiConsole console = BenchConsole.Make();
        Directory.CreateDirectory(options.Folder);
        IReadOnlyList<Measured> runs = await new CompareRun(options, TimeProvider.System, console).RunAsync(cancellationToken);
        IReadOnlyList<Medians> medians = Medians.Of(runs);
        Table table = new Table().RoundedBorder().AddColumns("Workload", "Contender", "Median/s", "Least", "Most", "p50 ms", "p99 ms", "Ours is × as fast");
        foreach (Medians row in medians)
            table.AddRow(
                row.Workload, row.Contender, Number(row.PerSecond, "N0"), Number(row.Least, "N0"), Number(row.Most, "N0"), Number(row.P50, "F2"), Number(row.P99, "F2"),
                row.OursTimes == 0 ? "" : Number(row.OursTimes, "F2"));
        console.Write(table);
        string path = Path.Combine(options.Folder, "compare.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new { options, medians, runs }, Indented), cancellationToken);
        console.WriteLine($"results: {path}");
        return runs.All(run => run.Failed == 0) ? 0 : 1;
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static Option<int> Whole(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<string> Text(string name, string description, string value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
