using System.CommandLine;
using System.Globalization;
using Shipments.Bench.Report;
using Shipments.Bench.Scenarios;
using Spectre.Console;

namespace Shipments.Bench.Load;

/// <summary>The command <c>load</c>.</summary>
internal static class LoadCommand
{
    private static readonly Option<string> Target = Text("--target", "The front door, or several with commas between.", "http://127.0.0.1:5080");
    private static readonly Option<string> ScenarioName = Text("--scenario", "What is done: " + string.Join(", ", Scenario.All.Select(s => s.Name)) + ".", "streamed-scans");
    private static readonly Option<double> Rate = Real("--rate", "Open loop: items (scans, parcels, reads) a second.", 0);
    private static readonly Option<int> Closed = Whole("--closed", "Closed loop: calls, or batches of streams, under way at one time.", 0);
    private static readonly Option<bool> Even = new("--even") { Description = "Arrivals of an open loop lie evenly; by default they are random." };
    private static readonly Option<double> WarmUp = Real("--warm-up", "Seconds not counted.", 5);
    private static readonly Option<double> Duration = Real("--duration", "Seconds counted.", 30);
    private static readonly Option<int> Seed = Whole("--seed", "Decides all that is random.", 1);
    private static readonly Option<int> Parcels = Whole("--parcels", "Parcels registered before the load.", 20_000);
    private static readonly Option<int> Batch = Whole("--batch", "Scans or parcels of a call, 1 to 1,000; 0: the scenario's own.", 0);
    private static readonly Option<int> Connections = Whole("--connections", "Connections, 1 to 256; 0: as many as the load needs.", 0);
    private static readonly Option<int> Streams = Whole("--streams", "Streams of scans, 1 to 256.", 4);
    private static readonly Option<double> Deadline = Real("--deadline", "Seconds a unary call may take.", 15);
    private static readonly Option<int> Readers = Whole("--readers", "Readers of the change stream, 0 to 64; -1: the scenario's own.", -1);
    private static readonly Option<double> ByNumber = Real("--by-number", "Share of the scans that name a tracking number, 0 to 1; -1: the scenario's own.", -1);
    private static readonly Option<int> Numbers = Whole("--numbers", "Tracking numbers a parcel is registered with, 0 to 2; -1: the scenario's own.", -1);
    private static readonly Option<bool> Plain = new("--plain") { Description = "No duplicates, late scans or unknown numbers." };
    private static readonly Option<double> Times = Real("--times", "How many times the rate an overload has, 1 to 100.", 3);
    private static readonly Option<string> Reuse = Text("--reuse", "Meets the parcels of an earlier run again, by its id, with its seed and its --numbers.", "");
    private static readonly Option<int> WorkingSet = Whole("--working-set", "So many of the parcels, spread over all, are read before the load and then met by it; 0: all, as they are.", 0);
    private static readonly Option<double> Cold = Real("--cold", "Share of the scans that goes to parcels outside the working set, one after another, 0 to 1.", 0);
    private static readonly Option<bool> Level = new("--level") { Description = "Waits at the end until the server has written every state row; only for a server on this machine." };
    private static readonly Option<string> Key = Text("--api-key", "Sent as x-api-key.", "");
    private static readonly Option<string[]> Watch = new("--watch") { Description = "A process of this machine to watch, as name=id. The front door is found by its port." };
    private static readonly Option<string> Folder = Text("--out", "The folder of report.json and report.html.", "artifacts/bench/<time>-<scenario>");
    private static readonly Option<bool> NoReadBack = new("--no-read-back") { Description = "Does not read the acknowledged scans back at the end." };

    private static readonly Option<bool> Outage = new("--outage") { Description = "A silo is lost during the run: a scan sent once may be answered as a duplicate, since the front door repeats calls whose outcome nobody knows." };

    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        Command command = new("load", "Loads a deployment, checks every answer, reads every acknowledged scan back, and reports. Ends with 0 when all was right.")
        {
            Target, ScenarioName, Rate, Closed, Even, WarmUp, Duration, Seed, Parcels, Batch, Connections, Streams, Deadline, Readers, ByNumber, Numbers,
            Plain, Times, Reuse, WorkingSet, Cold, Level, Key, Watch, Folder, NoReadBack, Outage,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(OptionsOf(parsed), TimeProvider.System, cancellationToken));
        return command;
    }

    /// <summary>Runs a load and writes its reports; 0 when every answer was right, 1 when not, 2 when the options are wrong.</summary>
    internal static async Task<int> RunAsync(LoadOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> faults = LoadOptionRules.Faults(options);
        foreach (string fault in faults)
            await Console.Error.WriteLineAsync(fault);
        if (faults.Count > 0 || Scenario.Find(options.Scenario) is not { } scenario)
            return 2;
        IAnsiConsole console = BenchConsole.Make();
        LoadReport report = await new LoadRun(options, scenario, time, console).RunAsync(cancellationToken);
        SummaryTable.Print(report, console);
        string folder = options.Folder.Contains('<', StringComparison.Ordinal)
            ? Path.Combine("artifacts", "bench", string.Create(CultureInfo.InvariantCulture, $"{report.StartedAt:yyyyMMdd-HHmmss}-{scenario.Name}"))
            : options.Folder;
        Directory.CreateDirectory(folder);
        await JsonReport.WriteAsync(report, Path.Combine(folder, "report.json"), cancellationToken);
        await HtmlReport.WriteAsync(report, Path.Combine(folder, "report.html"), cancellationToken);
        console.WriteLine($"reports: {folder}/report.html and report.json");
        return report.IsGood ? 0 : 1;
    }

    private static LoadOptions OptionsOf(ParseResult parsed) => new()
    {
        Targets = [.. parsed.GetValue(Target)!.Split(',').Select(target => new Uri(target, UriKind.Absolute))],
        Scenario = parsed.GetValue(ScenarioName)!,
        Rate = parsed.GetValue(Rate),
        Closed = parsed.GetValue(Closed),
        Even = parsed.GetValue(Even),
        WarmUp = TimeSpan.FromSeconds(parsed.GetValue(WarmUp)),
        Duration = TimeSpan.FromSeconds(parsed.GetValue(Duration)),
        Seed = parsed.GetValue(Seed),
        Parcels = parsed.GetValue(Parcels),
        Batch = parsed.GetValue(Batch),
        Connections = parsed.GetValue(Connections),
        Streams = parsed.GetValue(Streams),
        Deadline = TimeSpan.FromSeconds(parsed.GetValue(Deadline)),
        Readers = parsed.GetValue(Readers),
        ByNumber = parsed.GetValue(ByNumber),
        Numbers = parsed.GetValue(Numbers),
        Plain = parsed.GetValue(Plain),
        Times = parsed.GetValue(Times),
        Reuse = parsed.GetValue(Reuse)!,
        WorkingSet = parsed.GetValue(WorkingSet),
        Cold = parsed.GetValue(Cold),
        Level = parsed.GetValue(Level),
        ApiKey = parsed.GetValue(Key)!,
        Watch = parsed.GetValue(Watch) ?? [],
        Folder = parsed.GetValue(Folder)!,
        NoReadBack = parsed.GetValue(NoReadBack),
        Outage = parsed.GetValue(Outage),
    };

    private static Option<string> Text(string name, string description, string value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<int> Whole(string name, string description, int value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<double> Real(string name, string description, double value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
