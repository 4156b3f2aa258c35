using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Shipments.Bench.Report;
using Shipments.Bench.Simulation.Output;
using Spectre.Console;

namespace Shipments.Bench.Judging.Alarms;

/// <summary>The command <c>alarms</c>: judges alarms alone, in a minute or two a world.</summary>
internal static class AlarmsCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        WorldArguments world = new();
        Option<string> seeds = new("--seeds") { Description = "Seeds with commas between them. 1 to 10 are for tuning, 101 to 105 are held back. Default 1.", DefaultValueFactory = _ => "1" };
        Command command = new("alarms", "Judges alarms alone: lanes are told what passed their stages, without payloads and the rules of parcels.") { seeds };
        world.AddTo(command, hasSeed: false);
        command.SetAction((parsed, cancellationToken) => Task.FromResult(WorldArguments.Guarded(() =>
            Run(world.Read(parsed, hasSeed: false), JudgeCommand.SeedsOf(parsed.GetValue(seeds)!), cancellationToken))));
        return command;
    }

    private static int Run(WorldArguments.World asked, IReadOnlyList<long> seeds, CancellationToken cancellationToken)
    {
        IAnsiConsole console = BenchConsole.Make();
        foreach (long seed in seeds)
        {
            Stopwatch clock = Stopwatch.StartNew();
            AlarmsVerdict verdict = new AlarmsRun(asked.WithSeed(seed)).Run(cancellationToken);
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: looked at on {verdict.Days:N0} days, in {clock.Elapsed.TotalSeconds:N0} s"));
            JudgeSummary.WriteAlarms(console, verdict.Strikes, verdict.Raised, verdict.Days);
            foreach (RaisedAlarm alarm in verdict.Raised.Where(alarm => alarm.Truth.Length > 0))
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    true: {alarm.Lane} day {alarm.At / 86_400.0:F2}: {alarm.Cause} ({alarm.Truth})"));
        }

        return 0;
    }
}
