using System.Globalization;
using Shipments.Bench.Judging.Goals;

namespace Shipments.Bench.Judging.Pages;

/// <summary>What was wanted, what came of it, and whether that is enough.</summary>
internal static class GoalViews
{
    /// <summary>Writes them as a table under a heading that counts them.</summary>
    public static string Of(Judgement judgement)
    {
        IReadOnlyList<Goal> goals = JudgeGoals.Of(judgement);
        int judged = goals.Count(goal => goal.IsMet is not null);
        HtmlTable html = new("Wanted", "Measured", "Verdict");
        foreach (Goal goal in goals)
            html.Row(goal.Name, HtmlTable.Text(goal.Value), HtmlTable.Verdict(goal.Verdict, goal.IsMet));
        return string.Create(CultureInfo.InvariantCulture, $"<section class=\"goals\"><h2>{goals.Count(goal => goal.IsMet == true)} of {judged} goals are met</h2>{html.End("")}</section>");
    }
}
