using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Pages;
using Shipments.Bench.Report;
using Shipments.Bench.Simulation.Output;
using Shipments.Domain.Choice.Data;
using Spectre.Console;

namespace Shipments.Bench.Judging;

/// <summary>The command <c>judge</c>: runs worlds into the product, in process, and holds what it says against the truth.</summary>
internal static class JudgeCommand
{
    /// <summary>Most seeds of a run: 50.</summary>
    public const int SeedsMax = 50;

    private const double GhostShareUsual = 0.03;

    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        WorldArguments world = new();
        Option<string> seeds = new("--seeds") { Description = "Seeds with commas between them. 1 to 10 are for tuning, 101 to 105 are held back. Default 1.", DefaultValueFactory = _ => "1" };
        Option<double> ghosts = new("--ghosts") { Description = "Share of parcels for which lanes are chosen. Default 0.03.", DefaultValueFactory = _ => GhostShareUsual };
        Option<string> lanes = new("--lanes") { Description = "Folder of what lanes cost and publish. Default bench/data/lanes.", DefaultValueFactory = _ => DataFolder.Lanes };
        Option<string> page = new("--out") { Description = "The page to write. Default judge.html.", DefaultValueFactory = _ => "judge.html" };
        Command command = new("judge", "Runs simulated worlds into the product's rules and judges totals, forecasts, alarms and choices.") { seeds, ghosts, lanes, page };
        world.AddTo(command, hasSeed: false);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(WorldArguments.Guarded(() =>
        {
            WorldArguments.World asked = world.Read(parsed, hasSeed: false);
            asked = asked with { Options = asked.Options with { GhostShare = parsed.GetValue(ghosts) } };
            if (asked.Options.Problem() is { Length: > 0 } problem)
                throw new ArgumentException(problem);
            LaneData terms = LaneFolder.Read(parsed.GetValue(lanes)!);
            return Run(asked, terms, SeedsOf(parsed.GetValue(seeds)!), parsed.GetValue(page)!, string.Join(' ', parsed.Tokens.Select(token => token.Value)), cancellationToken);
        })));
        return command;
    }

    /// <summary>Reads seeds.</summary>
    /// <exception cref="ArgumentException">They are none.</exception>
    public static IReadOnlyList<long> SeedsOf(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > SeedsMax)
            throw new ArgumentException($"--seeds names {parts.Length} seeds; {SeedsMax} are the most.");
        return [.. parts.Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long seed)
            ? seed : throw new ArgumentException($"--seeds '{part}' is no seed."))];
    }

    private static int Run(WorldArguments.World asked, LaneData terms, IReadOnlyList<long> seeds, string page, string command, CancellationToken cancellationToken)
    {
        IAnsiConsole console = BenchConsole.Make();
        List<JudgedWorld> worlds = [];
        Stopwatch clock = Stopwatch.StartNew();
        foreach (long seed in seeds)
        {
            SimulationProgress.Run(console, asked.Options, advance =>
                worlds.Add(new JudgeRun(asked.WithSeed(seed), JudgeParts.Make(terms), advance).Run(cancellationToken)), $"Seed {seed}");
        }

        Judgement judgement = new(asked, worlds, command, clock.Elapsed);
        JudgeSummary.Write(console, judgement);
        File.WriteAllText(page, JudgePage.Of(judgement));
        console.WriteLine($"in {Path.GetFullPath(page)}");
        return judgement.ExitCode;
    }
}
