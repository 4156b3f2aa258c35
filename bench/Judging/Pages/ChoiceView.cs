using System.Globalization;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Goals;

namespace Shipments.Bench.Judging.Pages;

/// <summary>Choices of lanes against lanes picked once: a picture of all corridors together, and a table of each.</summary>
internal static class ChoiceView
{
    private const int StaticColour = 3;
    private const int ChosenColour = 4;
    private const int BestColour = 6;

    private const string Note = "<p class=\"note\">The same parcels in the same world, on every lane of their corridor. Buyers were sold the days of the corridor’s fastest service, or of its middle one. "
        + "A choice knows only what lanes had counted when the parcel was posted, and spends over all corridors together no more than the lanes picked once: so one corridor may cost more and another less. "
        + "Hindsight knows how each parcel fares on each lane, and spends as much.</p>";

    /// <summary>Writes both; a sentence when no choice was judged.</summary>
    public static string Of(Judgement judgement)
    {
        IReadOnlyList<ChoiceResult> all = ChoiceTotals.Of(judgement.Worlds.SelectMany(world => world.Choices));
        if (all.Count == 0)
            return string.Create(CultureInfo.InvariantCulture, $"<p class=\"note\">No choice was judged: parcels are sent for more than the {ChoiceJudge.WarmUpDays} days in which lanes are only measured, and some of them with ghosts.</p>");
        return Verdicts(judgement) + string.Concat(all.GroupBy(result => result.Policy).Select(policy => Bars(policy) + Corridors(policy))) + Note;
    }

    // One line for each way to pick once: who won, in time and in cost.
    private static string Verdicts(Judgement judgement)
    {
        HtmlTable table = new("Picked once", "Parcels", "Moved", "In time there", "Chosen", "Points", "USD there", "Chosen", "USD more", "Better in one, worse in none");
        foreach (ChoiceResult result in JudgeGoals.AllCorridors(judgement))
        {
            bool isBetter = JudgeGoals.IsBetter(result);
            table.Row(
                result.Policy, JudgeTables.Number(result.Parcels), JudgeTables.Number(result.Moved), JudgeTables.Share(result.StaticOnTime), JudgeTables.Share(result.ChosenOnTime),
                Points(result.ChosenOnTime - result.StaticOnTime), Money(result.StaticCost, ""), Money(result.ChosenCost, ""),
                (result.ChosenCost - result.StaticCost).ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture), HtmlTable.Verdict(isBetter ? "yes" : "no", isBetter));
        }

        return table.End("");
    }

    // A difference of shares in points.
    private static string Points(double share) => (share * 100).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture);

    private static string Bars(IGrouping<string, ChoiceResult> policy)
    {
        ChoiceResult[] all = [.. policy.Where(result => result.Corridor.Length == 0)];
        ChoiceResult first = all[0];
        BarChart chart = new($"Tried in time, for the money of one lane that is {policy.Key}: {JudgeTables.Number(first.Parcels)} parcels", most: 1);
        chart.Add("one lane", first.StaticOnTime, $"{JudgeTables.Share(first.StaticOnTime)} at {Money(first.StaticCost)} a parcel", StaticColour);
        foreach (ChoiceResult result in all)
            chart.Add(result.Chooser, result.ChosenOnTime, $"{JudgeTables.Share(result.ChosenOnTime)} at {Money(result.ChosenCost)} a parcel", ChosenColour);
        return chart.Add("hindsight", first.BestOnTime, $"{JudgeTables.Share(first.BestOnTime)}, nobody can do better", BestColour).Draw();
    }

    private static string Corridors(IGrouping<string, ChoiceResult> policy)
    {
        HtmlTable table = new("Corridor", "One lane", "Parcels", "Moved", "In time there", "Chosen", "Points", "USD there", "Chosen");
        foreach (ChoiceResult result in policy.Where(result => result.Corridor.Length > 0).OrderBy(result => result.Corridor, StringComparer.Ordinal))
        {
            table.Row(
                result.Corridor, HtmlTable.Text(result.StaticLane), JudgeTables.Number(result.Parcels), JudgeTables.Share((double)result.Moved / result.Parcels),
                JudgeTables.Share(result.StaticOnTime), JudgeTables.Share(result.ChosenOnTime), Points(result.ChosenOnTime - result.StaticOnTime), Money(result.StaticCost, ""), Money(result.ChosenCost, ""));
        }

        return "<details><summary>By corridor</summary>" + table.End("") + "</details>";
    }

    private static string Money(double amount, string unit = " USD") => amount.ToString("F2", CultureInfo.InvariantCulture) + unit;
}
