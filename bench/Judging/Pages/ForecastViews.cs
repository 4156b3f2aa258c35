using System.Globalization;
using System.Net;
using System.Text;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Judging.Goals;
using Shipments.Domain.Parcels;

namespace Shipments.Bench.Judging.Pages;

/// <summary>Forecasts on the page: at milestones, which nobody chooses, and at announcements, which the product does.</summary>
internal static class ForecastViews
{
    /// <summary>Writes both.</summary>
    public static string Of(Judgement judgement)
    {
        StringBuilder page = new("<h3>At milestones</h3><p class=\"note\">Asked whenever a parcel is first told to have reached a milestone, whatever the product announces: what it said last stands for it. All are asked the same at the same moments.</p>");
        page.Append(JudgeCharts.Errors(judgement, judgement.Milestones)).Append(Stages(judgement, judgement.Milestones, "Reached", stage => Words((MilestoneKind)stage))).Append(Weak(judgement));
        page.Append(JudgeCharts.Calibration(judgement, judgement.Milestones)).Append(JudgeCharts.ErrorsByWeek(judgement, judgement.Milestones));
        page.Append("<h3>At announcements</h3><p class=\"note\">Asked whenever the product announces a window: it chooses these moments itself, and the more it announces somewhere the more that weighs.</p>");
        page.Append(JudgeCharts.Errors(judgement, judgement.Announced)).Append(Stages(judgement, judgement.Announced, "Asked in phase", stage => Words((Phase)stage)));
        page.Append("<details><summary>By week</summary>").Append(JudgeCharts.Calibration(judgement, judgement.Announced)).Append(JudgeCharts.ErrorsByWeek(judgement, judgement.Announced)).Append("</details>");
        return page.Append("<h3>By seed</h3>").Append(Seeds(judgement)).ToString();
    }

    /// <summary>A name of several words: ExportCustoms is "export customs".</summary>
    public static string Words<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        string.Concat(value.ToString().Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? " " : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Stages(Judgement judgement, EtaScores scores, string head, Func<int, string> name)
    {
        HtmlTable html = new([head, "Guesses", "Silent", .. scores.Names, "Below best", "By P50", "By P80"]);
        foreach ((int stage, EtaScore[] of) in scores.Stages)
        {
            html.Row(name(stage), [JudgeTables.Number(of[0].Count), JudgeTables.Number(scores.SilentAt(stage)), .. of.Select(score => JudgeTables.Days(score.MeanAbsoluteDays)),
                judgement.Product < 0 ? "–" : JudgeTables.Share(judgement.GainOf(of)), of[0].Windows == 0 ? "–" : JudgeTables.Share(of[0].P50Share), of[0].Windows == 0 ? "–" : JudgeTables.Share(of[0].P80Share)]);
        }

        return html.End("Mean absolute error of the P50 against the true first attempt, in days; “below best” is against the baseline that is best in the same row. "
            + "“Silent” are moments at which the product had said nothing yet: there nobody is scored. Of honest windows half of the attempts come by the P50 and four in five by the P80.");
    }

    private static string Weak(Judgement judgement)
    {
        string[] weak = [.. judgement.Milestones.Stages.Select(stage => (Name: Words((MilestoneKind)stage.Key), Weakness: ForecastGoals.Weakness(judgement, stage.Value)))
            .Where(stage => stage.Weakness.Length > 0).Select(stage => $"{stage.Name} ({stage.Weakness})")];
        if (judgement.Product < 0)
            return "";
        string said = weak.Length == 0 ? "No milestone is weak" : "Weak at: " + string.Join("; ", weak);
        return $"<p class=\"{(weak.Length == 0 ? "mark-good" : "mark-bad")}\">{WebUtility.HtmlEncode(said)}. Wanted are an error at least 25 % below the best baseline, and a P80 that holds 77 to 83 %.</p>";
    }

    private static string Seeds(Judgement judgement)
    {
        HtmlTable html = new("Seed", "At milestones: product", "best baseline", "below", "by P80", "At announcements: product", "best baseline", "below", "by P80", "False alarms");
        foreach (JudgedWorld world in judgement.Worlds)
            html.Row(world.Seed.ToString(CultureInfo.InvariantCulture), [.. Cells(judgement, world.Milestones), .. Cells(judgement, world.Announced), world.FalseAlarmsAMonth.ToString("F2", CultureInfo.InvariantCulture)]);
        return html.End("Errors in days. False alarms are those of thirty days, all lanes together.");
    }

    private static IEnumerable<string> Cells(Judgement judgement, EtaScores scores)
    {
        bool isJudged = judgement.Product >= 0;
        EtaScore product = scores.All[Math.Max(0, judgement.Product)];
        return
        [
            isJudged ? JudgeTables.Days(product.MeanAbsoluteDays) : "–", JudgeTables.Days(scores.All[judgement.BestBaseline(scores.All)].MeanAbsoluteDays),
            isJudged ? JudgeTables.Share(judgement.GainOf(scores.All)) : "–", product.Windows == 0 ? "–" : JudgeTables.Share(product.P80Share),
        ];
    }
}
