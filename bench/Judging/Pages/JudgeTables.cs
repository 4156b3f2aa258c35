using System.Globalization;
using System.Net;
using System.Text;
using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Choices;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Domain.Parcels;

namespace Shipments.Bench.Judging.Pages;

/// <summary>The tables of the page.</summary>
internal static class JudgeTables
{
    /// <summary>Lanes beside the truth.</summary>
    public static string Lanes(JudgedWorld world)
    {
        StringBuilder html = Begin("Lane", "Parcels", "Delivered", "P50, days", "P80", "P95", "Lane off by", "On time as sold", "Alarms");
        foreach (LaneVerdict lane in world.Lanes)
        {
            Row(html, lane.Lane, [Number(lane.Parcels), Number(lane.Delivered), .. lane.TrueDays.Select(Days), lane.IsUntracked ? "untracked" : Share(lane.WorstError),
                Share(lane.OnTimeShare), Number(world.Raised.Count(alarm => alarm.Lane == lane.Lane))]);
        }

        return End(html, "From the pick-up to the delivery, truly. “Lane off by” is the worst of the three quantiles that the lane itself says, against these; its scans miss and mistake some.");
    }

    /// <summary>Forecasts by phase.</summary>
    public static string Phases(Judgement judgement)
    {
        EtaScores scores = judgement.Scores;
        StringBuilder html = Begin(["Asked in phase", "Guesses", .. scores.Names.Select(name => $"{name}, days"), "P80 holds"]);
        foreach ((Phase phase, EtaScore[] of) in scores.Phases)
            Row(html, phase.ToString(), [Number(of[0].Count), .. of.Select(score => Days(score.MeanAbsoluteDays)), of[0].Windows == 0 ? "–" : Share(of[0].P80Share)]);
        return End(html, "Mean absolute error of the P50 against the true first attempt. All answer the same questions.");
    }

    /// <summary>Forecasts by seed.</summary>
    public static string Seeds(Judgement judgement)
    {
        EtaScores scores = judgement.Scores;
        StringBuilder html = Begin(["Seed", .. scores.Names.Select(name => $"{name}, days"), "Below the best", "P80 holds", "False alarms"]);
        foreach (JudgedWorld world in judgement.Worlds)
        {
            EtaScore first = world.Scores.All[0];
            Row(html, world.Seed.ToString(CultureInfo.InvariantCulture), [.. world.Scores.All.Select(score => Days(score.MeanAbsoluteDays)),
                judgement.Product < 0 ? "–" : Share(judgement.GainOf(world.Scores)), first.Windows == 0 ? "–" : Share(first.P80Share), world.FalseAlarmsAMonth.ToString("F2", CultureInfo.InvariantCulture)]);
        }

        return End(html, "False alarms are those of thirty days.");
    }

    /// <summary>How strikes were found.</summary>
    public static string Strikes(Judgement judgement)
    {
        StringBuilder html = Begin("Strike", "Seed", "Lanes struck", "First proposed after", "Within 2 h", "In all");
        foreach (JudgedWorld world in judgement.Worlds)
        {
            foreach (StrikeFinding strike in world.Strikes)
            {
                Row(html, strike.Name, [world.Seed.ToString(CultureInfo.InvariantCulture), Number(strike.Lanes),
                    strike.FirstAfter is { } after ? string.Create(CultureInfo.InvariantCulture, $"{after / 3600.0:F1} h") : "never", Number(strike.WithinTwoHours), Number(strike.Found)]);
            }
        }

        return End(html, "Counted from the first half hour in which a struck office would have worked: a strike at night is nobody's loss before the morning.");
    }

    /// <summary>Choices against a lane picked once.</summary>
    public static string Choices(Judgement judgement)
    {
        StringBuilder html = Begin("Corridor", "Picked once", "Parcels", "In time there", "In time chosen", "At best", "Cost there", "Cost chosen", "Moved");
        foreach (IGrouping<(string Corridor, string Policy, string StaticLane), ChoiceResult> same in judgement.Worlds.SelectMany(world => world.Choices)
            .GroupBy(choice => (choice.Corridor, choice.Policy, choice.StaticLane)).OrderBy(group => group.Key.Corridor, StringComparer.Ordinal))
        {
            double parcels = same.Sum(choice => choice.Parcels);
            double Mean(Func<ChoiceResult, double> of) => same.Sum(choice => of(choice) * choice.Parcels) / parcels;
            Row(html, same.Key.Corridor, [$"{same.Key.Policy}: {same.Key.StaticLane[6..]}", Number(parcels), Share(Mean(choice => choice.StaticOnTime)), Share(Mean(choice => choice.ChosenOnTime)),
                Share(Mean(choice => choice.BestOnTime)), Days(Mean(choice => choice.StaticCost)), Days(Mean(choice => choice.ChosenCost)), Number(same.Sum(choice => choice.Moved))]);
        }

        return End(html, "The same parcels in the same world, on every lane of their corridor. A choice may not cost more than the lane picked once, and has its deadline. “At best” is what nobody can beat within that cost.");
    }

    /// <summary>The false alarms.</summary>
    public static string FalseAlarms(Judgement judgement)
    {
        StringBuilder html = Begin("Lane", "Seed", "Day", "What was found");
        foreach (JudgedWorld world in judgement.Worlds)
        {
            foreach (RaisedAlarm alarm in world.Raised.Where(alarm => alarm.Truth.Length == 0).Take(20))
                Row(html, alarm.Lane, [world.Seed.ToString(CultureInfo.InvariantCulture), (alarm.At / 86_400.0).ToString("F1", CultureInfo.InvariantCulture), alarm.Cause]);
        }

        return End(html, "");
    }

    public static string Days(double? days) => days is { } known ? known.ToString("F2", CultureInfo.InvariantCulture) : "–";

    public static string Share(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);

    private static StringBuilder Begin(params IEnumerable<string> heads)
    {
        StringBuilder html = new("<div class=\"scroll\"><table><thead><tr>");
        foreach (string head in heads)
            html.Append(CultureInfo.InvariantCulture, $"<th>{WebUtility.HtmlEncode(head)}</th>");
        return html.Append("</tr></thead><tbody>");
    }

    private static void Row(StringBuilder html, string name, IEnumerable<string> cells)
    {
        html.Append(CultureInfo.InvariantCulture, $"<tr><th>{WebUtility.HtmlEncode(name)}</th>");
        foreach (string cell in cells)
            html.Append(CultureInfo.InvariantCulture, $"<td>{WebUtility.HtmlEncode(cell)}</td>");
        html.Append("</tr>");
    }

    private static string End(StringBuilder html, string note)
    {
        html.Append("</tbody></table></div>");
        if (note.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{WebUtility.HtmlEncode(note)}</p>");
        return html.ToString();
    }
}
