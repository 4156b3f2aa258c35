using System.Globalization;
using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Judging.Goals;
using Shipments.Bench.Judging.Pages;
using Shipments.Domain.Lanes;
using Spectre.Console;

namespace Shipments.Bench.Judging;

/// <summary>The verdicts for a console.</summary>
internal static class JudgeSummary
{
    private const int FalseShown = 20;

    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, Judgement judgement)
    {
        foreach (JudgedWorld world in judgement.Worlds)
            WriteWorld(console, world);
        console.WriteLine();
        Line(console, $"All seeds: {judgement.Worlds.Sum(world => world.Counts.Payloads):N0} payloads, {judgement.Worlds.Sum(world => world.Days):N0} days in {judgement.Took.TotalSeconds:N1} s");
        ForecastSummary.Write(console, judgement);
        foreach (Goal goal in JudgeGoals.Of(judgement))
            Line(console, $"  {goal.Verdict,-10} {goal.Name}: {goal.Value}");
    }

    private static void WriteWorld(IAnsiConsole console, JudgedWorld world)
    {
        Line(console, $"Seed {world.Seed}: {world.Days:N0} days, {world.Counts.Payloads:N0} payloads, {world.Counts.Entries:N0} entries, {world.Counts.Scans:N0} scans ({world.Counts.NewScans:N0} new, {world.Counts.Unmapped:N0} unmapped)");
        Line(console, $"  torn {world.Counts.Torn} of which refused {world.Counts.TornRefused}; whole ones refused {world.Counts.WholeRefused}; scans refused {world.Counts.Refused} {world.Counts.FirstRefusal}");
        Line(console, $"  totals: {world.LaneDifferences.Count} lanes differ from their parcels; {world.Faithful:N0} faithful parcels, {world.Differing} differ from the truth; worst quantile off by {world.SketchError:P1} from the exact one of the same times (the sketch, stated {LogBuckets.RelativeError:P0}), by {world.TruthError:P1} from the truth (scans missing, late or wrong too)");
        foreach (string told in world.LaneDifferences.Concat(world.DifferingTold).Take(8))
            console.WriteLine("    " + told);
        foreach ((string moments, EtaScores scores) in new[] { ("at announcements", world.Announced), ("at milestones", world.Milestones) })
        {
            for (int i = 0; i < scores.Names.Count; i++)
                Line(console, $"  {moments,-17} {scores.Names[i],-20} MAE {scores.All[i].MeanAbsoluteDays:F3} d{ForecastSummary.Windows(scores.All[i])}");
        }

        WriteAlarms(console, world.Strikes, world.Raised, world.Days);
        foreach (ChoiceResult choice in world.Choices)
            Line(console, $"  {(choice.Corridor.Length == 0 ? "all  " : choice.Corridor)} {choice.Policy} ({choice.StaticLane}), {choice.Chooser}: {choice.Parcels:N0} parcels, in time {choice.StaticOnTime:P1} -> {choice.ChosenOnTime:P1} (hindsight {choice.BestOnTime:P1}), cost {choice.StaticCost:F2} -> {choice.ChosenCost:F2}, moved {choice.Moved:N0}");
    }

    /// <summary>Writes how strikes were found, and which alarms were false.</summary>
    public static void WriteAlarms(IAnsiConsole console, IReadOnlyList<StrikeFinding> strikes, IReadOnlyList<RaisedAlarm> raised, double days)
    {
        foreach (StrikeFinding strike in strikes)
        {
            Line(console, $"  strike '{strike.Name}': {strike.Lanes} lanes, first proposed after {JudgeTables.Hours(strike.FirstAfter)}, {strike.WithinTwoHours} within 2 h, {strike.Found} in all");
            Line(console, $"    the first scan is missing after {JudgeTables.Hours(strike.MissingAfter)}, the tenth of a lane after {JudgeTables.Hours(strike.ShownAfter)}; {strike.WithinTwoHoursOfShown} within 2 h of its tenth");
        }

        RaisedAlarm[] falseOnes = [.. raised.Where(alarm => alarm.Truth.Length == 0)];
        Line(console, $"  alarms {raised.Count}, false {falseOnes.Length} ({(days <= 0 ? 0 : falseOnes.Length * 30 / days):F2} a month)");
        foreach (RaisedAlarm alarm in falseOnes.Take(FalseShown))
            Line(console, $"    false: {alarm.Lane} day {alarm.At / 86_400.0:F1}: {alarm.Cause}");
    }

    private static void Line(IAnsiConsole console, FormattableString text) => console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
