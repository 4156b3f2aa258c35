using System.Globalization;
using Shipments.Bench.Judging.Choices;

namespace Shipments.Bench.Judging.Pages;

/// <summary>Choices of lanes against lanes picked once: a picture of all corridors together, and a table of each.</summary>
internal static class ChoiceView
{
    private const int StaticColour = 3;
    private const int ChosenColour = 4;
    private const int BestColour = 6;

    /// <summary>Writes both; a sentence when no choice was judged.</summary>
    public static string Of(Judgement judgement)
    {
        IReadOnlyList<ChoiceResult> all = ChoiceTotals.Of(judgement.Worlds.SelectMany(world => world.Choices));
        if (all.Count == 0)
            return string.Create(CultureInfo.InvariantCulture, $"<p class=\"note\">No choice was judged: parcels are sent for more than the {ChoiceJudge.WarmUpDays} days in which lanes are only measured, and some of them with ghosts.</p>");
        return string.Concat(all.Where(result => result.Corridor.Length == 0).GroupBy(result => result.Policy).Select(Bars)) + Corridors(all);
    }

    /// <summary>By how much more parcels are in time than on the lanes with the best value as sold; null when that was not judged.</summary>
    public static double? Gain(Judgement judgement) =>
        ChoiceTotals.Of(judgement.Worlds.SelectMany(world => world.Choices)).FirstOrDefault(result => result.Corridor.Length == 0 && result.Policy == ChoicePolicy.Value) is { } found
            ? found.ChosenOnTime - found.StaticOnTime
            : null;

    /// <summary>A difference of shares in points.</summary>
    public static string Points(double share) => (share * 100).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    private static string Bars(IGrouping<string, ChoiceResult> policy)
    {
        ChoiceResult first = policy.First();
        BarChart chart = new($"Tried in time, for the money of the {policy.Key}: {JudgeTables.Number(first.Parcels)} parcels", most: 1);
        chart.Add("one lane, " + policy.Key, first.StaticOnTime, $"{JudgeTables.Share(first.StaticOnTime)} at {Money(first.StaticCost)} a parcel", StaticColour);
        foreach (ChoiceResult result in policy)
            chart.Add(result.Chooser, result.ChosenOnTime, $"{JudgeTables.Share(result.ChosenOnTime)} at {Money(result.ChosenCost)} a parcel", ChosenColour);
        return chart.Add("hindsight", first.BestOnTime, $"{JudgeTables.Share(first.BestOnTime)}, nobody can do better", BestColour).Draw();
    }

    private static string Corridors(IReadOnlyList<ChoiceResult> all)
    {
        HtmlTable table = new("Corridor", "One lane, picked as", "Service", "Parcels", "Moved", "In time there", "Chosen", "Gain, points", "Hindsight", "USD there", "Chosen");
        foreach (ChoiceResult result in all.Where(result => result.Corridor.Length > 0).OrderBy(result => result.Corridor, StringComparer.Ordinal))
        {
            table.Row(
                result.Corridor, HtmlTable.Text(result.Policy), HtmlTable.Text(result.StaticLane), JudgeTables.Number(result.Parcels), JudgeTables.Share((double)result.Moved / result.Parcels), JudgeTables.Share(result.StaticOnTime),
                JudgeTables.Share(result.ChosenOnTime), Points(result.ChosenOnTime - result.StaticOnTime), JudgeTables.Share(result.BestOnTime), Money(result.StaticCost, ""), Money(result.ChosenCost, ""));
        }

        return table.End("The same parcels in the same world, on every lane of their corridor. Buyers were sold the days of the corridor's fastest service, or of its middle one. A choice knows only what lanes had counted when the parcel was posted, "
            + "and spends over all corridors together no more than the lanes picked once: so one corridor may cost more and another less. Hindsight is bound by the money of each corridor alone.");
    }

    private static string Money(double amount, string unit = " USD") => amount.ToString("F2", CultureInfo.InvariantCulture) + unit;
}
