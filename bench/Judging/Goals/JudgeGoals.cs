using System.Globalization;
using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Choices;

namespace Shipments.Bench.Judging.Goals;

/// <summary>All that the product is meant to reach in simulated worlds, each held against what was measured.</summary>
internal static class JudgeGoals
{
    /// <summary>A strike should be told within so many hours: 2.</summary>
    public const int StrikeHoursMax = 2;

    /// <summary>At most so many false alarms in thirty days, all lanes together: 1.</summary>
    public const double FalseAlarmsMax = 1;

    // Shares and costs are means of sums: what differs by less is the same.
    private const double Least = 1e-9;

    /// <summary>The goals, the most important first.</summary>
    public static IReadOnlyList<Goal> Of(Judgement judgement) =>
    [
        Totals(judgement),
        .. ForecastGoals.Of(judgement, judgement.Milestones, "at milestones"),
        .. ForecastGoals.Of(judgement, judgement.Announced, "at announcements"),
        Strikes(judgement),
        FalseAlarms(judgement),
        .. Choices(judgement),
    ];

    /// <summary>Whether a choice was better in time or in cost, and worse in neither.</summary>
    public static bool IsBetter(ChoiceResult result)
    {
        (double inTime, double cost) = (result.ChosenOnTime - result.StaticOnTime, result.ChosenCost - result.StaticCost);
        return inTime >= -Least && cost <= Least && (inTime > Least || cost < -Least);
    }

    /// <summary>What a choice won or lost, in words with signs.</summary>
    public static string Difference(ChoiceResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Signed((result.ChosenOnTime - result.StaticOnTime) * 100, "0.0")} points in time, {Signed(result.ChosenCost - result.StaticCost, "0.00")} USD a parcel");

    /// <summary>The results of all corridors together, by policy and chooser, of all worlds.</summary>
    public static IReadOnlyList<ChoiceResult> AllCorridors(Judgement judgement) =>
        [.. ChoiceTotals.Of(judgement.Worlds.SelectMany(world => world.Choices)).Where(result => result.Corridor.Length == 0)];

    private static Goal Totals(Judgement judgement)
    {
        int lanes = judgement.Worlds.Sum(world => world.LaneDifferences.Count);
        long parcels = judgement.Worlds.Sum(world => world.Differing);
        long refused = judgement.Worlds.Sum(world => world.Counts.WholeRefused + world.Counts.Refused);
        return new Goal("Totals exact, nothing whole refused", Text($"{lanes} lanes and {parcels} parcels differ, {refused} refused"), judgement.IsGood);
    }

    private static Goal Strikes(Judgement judgement)
    {
        StrikeFinding[] strikes = [.. judgement.Worlds.SelectMany(world => world.Strikes)];
        int told = strikes.Count(strike => strike.FirstAfter <= StrikeHoursMax * 3_600);
        string value = strikes.Length == 0
            ? "no strike"
            : Text($"{told} of {strikes.Length}; of their lanes {strikes.Sum(strike => strike.WithinTwoHours)} of {strikes.Sum(strike => strike.Lanes)}");
        return new Goal(Text($"Each strike told within {StrikeHoursMax} h"), value, strikes.Length == 0 ? null : told == strikes.Length);
    }

    private static Goal FalseAlarms(Judgement judgement) => new(
        "At most one false alarm a month, all lanes together", Text($"{judgement.FalseAlarmsAMonth:F2}"), judgement.FalseAlarmsAMonth <= FalseAlarmsMax);

    private static IEnumerable<Goal> Choices(Judgement judgement)
    {
        IReadOnlyList<ChoiceResult> all = AllCorridors(judgement);
        if (all.Count == 0)
            return [new Goal("RankLanes better than lanes picked once, in time or cost, and worse in neither", "no choice", null)];
        return all.Select(result => new Goal(
            $"{result.Chooser} better than “{result.Policy}” in time or cost, worse in neither", Difference(result), IsBetter(result)));
    }

    private static string Signed(double value, string format) => value.ToString($"+{format};−{format};{format}", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
