using System.Globalization;
using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Domain.Parcels;

namespace Shipments.Bench.Judging.Pages;

/// <summary>The tables of the page.</summary>
internal static class JudgeTables
{
    /// <summary>Lanes beside the truth.</summary>
    public static string Lanes(JudgedWorld world)
    {
        HtmlTable html = new("Lane", "Parcels", "Delivered", "P50, days", "P80", "P95", "Lane off by", "On time as sold", "Alarms");
        foreach (LaneVerdict lane in world.Lanes)
        {
            html.Row(lane.Lane, [Number(lane.Parcels), Number(lane.Delivered), .. lane.TrueDays.Select(Days), lane.IsUntracked ? "untracked" : Share(lane.WorstError),
                Share(lane.OnTimeShare), Number(world.Raised.Count(alarm => alarm.Lane == lane.Lane))]);
        }

        return html.End("From the pick-up to the delivery, truly. “Lane off by” is the worst of the three quantiles that the lane itself says, against these; its scans miss and mistake some.");
    }

    /// <summary>Forecasts by phase.</summary>
    public static string Phases(Judgement judgement)
    {
        EtaScores scores = judgement.Scores;
        HtmlTable html = new(["Asked in phase", "Guesses", .. scores.Names, "By the P50", "By the P80"]);
        foreach ((Phase phase, EtaScore[] of) in scores.Phases)
            html.Row(Words(phase), [Number(of[0].Count), .. of.Select(score => Days(score.MeanAbsoluteDays)), of[0].Windows == 0 ? "–" : Share(of[0].P50Share), of[0].Windows == 0 ? "–" : Share(of[0].P80Share)]);
        return html.End("Mean absolute error of the P50 against the true first attempt, in days. All answer the same questions. Of honest windows half of the attempts come by the P50 and four in five by the P80.");
    }

    /// <summary>Forecasts by seed.</summary>
    public static string Seeds(Judgement judgement)
    {
        EtaScores scores = judgement.Scores;
        HtmlTable html = new(["Seed", .. scores.Names, "Below the best", "By the P80", "False alarms"]);
        foreach (JudgedWorld world in judgement.Worlds)
        {
            EtaScore first = world.Scores.All[0];
            html.Row(world.Seed.ToString(CultureInfo.InvariantCulture), [.. world.Scores.All.Select(score => Days(score.MeanAbsoluteDays)),
                judgement.Product < 0 ? "–" : Share(judgement.GainOf(world.Scores)), first.Windows == 0 ? "–" : Share(first.P80Share), world.FalseAlarmsAMonth.ToString("F2", CultureInfo.InvariantCulture)]);
        }

        return html.End("Errors in days; “below the best” is against the baseline with the least error. False alarms are those of thirty days, all lanes together.");
    }

    /// <summary>How strikes were found.</summary>
    public static string Strikes(Judgement judgement)
    {
        HtmlTable html = new("Strike", "Seed", "Lanes struck", "First proposed after", "Within 2 h", "In all", "First scan missing after", "It shows after", "Within 2 h of that");
        foreach (JudgedWorld world in judgement.Worlds)
        {
            foreach (StrikeFinding strike in world.Strikes)
            {
                html.Row(strike.Name, [world.Seed.ToString(CultureInfo.InvariantCulture), Number(strike.Lanes),
                    Hours(strike.FirstAfter), Number(strike.WithinTwoHours), Number(strike.Found), Hours(strike.MissingAfter), Hours(strike.ShownAfter), Number(strike.WithinTwoHoursOfShown)]);
            }
        }

        return html.End("Counted from the first half hour in which a struck office would have worked: a strike at night is nobody's loss before the morning. It shows when ten scans of a lane are missing that come in the same world without strikes.");
    }

    /// <summary>The false alarms.</summary>
    public static string FalseAlarms(Judgement judgement)
    {
        const int Shown = 20;
        HtmlTable html = new("Lane", "Seed", "Day", "What was found");
        foreach (JudgedWorld world in judgement.Worlds)
        {
            foreach (RaisedAlarm alarm in world.Raised.Where(alarm => alarm.Truth.Length == 0).Take(Shown))
                html.Row(alarm.Lane, [world.Seed.ToString(CultureInfo.InvariantCulture), (alarm.At / 86_400.0).ToString("F1", CultureInfo.InvariantCulture), HtmlTable.Text(alarm.Cause)]);
        }

        int all = judgement.Worlds.Sum(world => world.FalseAlarms);
        return $"<details><summary>{Number(all)} false {(all == 1 ? "alarm" : "alarms")}</summary>" + html.End(string.Create(CultureInfo.InvariantCulture, $"At most {Shown} of a seed. Days count from the begin of the world.")) + "</details>";
    }

    // ExportCustoms: export customs.
    private static string Words(Phase phase) =>
        string.Concat(phase.ToString().Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? " " : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>Seconds in hours.</summary>
    public static string Hours(int? seconds) => seconds is { } after ? string.Create(CultureInfo.InvariantCulture, $"{after / 3600.0:F1} h") : "never";

    public static string Days(double? days) => days is { } known ? known.ToString("F2", CultureInfo.InvariantCulture) : "–";

    public static string Share(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);
}
