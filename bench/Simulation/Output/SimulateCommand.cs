using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Shipments.Bench.Report;
using Shipments.Bench.Simulation.Worlds;
using Spectre.Console;

namespace Shipments.Bench.Simulation.Output;

/// <summary>The command <c>simulate</c>: a world of parcels, written to files.</summary>
internal static class SimulateCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        WorldArguments world = new();
        Option<string> folder = new("--out") { Description = "Folder for stream.ndjson and truth.ndjson. Default simulation.", DefaultValueFactory = _ => "simulation" };
        Option<bool> compressed = new("--gzip") { Description = "Write gzip files." };
        Command command = new("simulate", "Writes what carriers would send of a world of parcels, and the truth of it.") { folder, compressed };
        world.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
            Task.FromResult(WorldArguments.Guarded(() => Run(world.Read(parsed), parsed.GetValue(folder)!, parsed.GetValue(compressed), cancellationToken))));
        return command;
    }

    private static int Run(WorldArguments.World asked, string folder, bool isCompressed, CancellationToken cancellationToken)
    {
        IAnsiConsole console = BenchConsole.Make();
        Stopwatch clock = Stopwatch.StartNew();
        WorldOptions options = asked.Options;
        int days = 0;
        SimulationCounts counts = null!;
        string hash = "";
        SimulationProgress.Run(console, options, advance =>
        {
            using SimulationFiles files = new(folder, asked.Network, options.From, isCompressed, at =>
            {
                days = at / OfficeHours.DaySeconds;
                advance(at);
            });
            World world = new(asked.Network, asked.Regimes, asked.Places, options, files);
            world.Run(cancellationToken);
            counts = files.Counts;
            hash = files.Hash;
        });
        Tell(console, counts, days, clock.Elapsed, hash, folder);
        return 0;
    }

    private static void Tell(IAnsiConsole console, SimulationCounts counts, int days, TimeSpan took, string hash, string folder)
    {
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        console.WriteLine(Text($"{counts.Parcels:N0} parcels, {counts.Events:N0} true events, {counts.Payloads:N0} payloads ({counts.PayloadBytes / 1e6:N1} MB, {counts.Torn:N0} torn)"));
        console.WriteLine(string.Join(", ", Enum.GetValues<Outcome>().Skip(1).Select(outcome => Text($"{outcome} {counts[outcome]:N0}"))));
        console.WriteLine(Text($"{days} days in {took.TotalSeconds:N1} s: {days / took.TotalSeconds:N1} simulated days a second, {counts.Parcels / took.TotalSeconds:N0} parcels a second"));
        console.WriteLine($"SHA-256 of all lines {hash}");
        console.WriteLine($"in {Path.GetFullPath(folder)}");
    }
}
