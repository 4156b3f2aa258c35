using System.Globalization;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Judging.Goals;
using Shipments.Bench.Judging.Pages;
using Shipments.Domain.Parcels;
using Spectre.Console;

namespace Shipments.Bench.Judging;

/// <summary>The forecasts of all worlds for a console: at announcements and at milestones.</summary>
internal static class ForecastSummary
{
    /// <summary>Writes them.</summary>
    public static void Write(IAnsiConsole console, Judgement judgement)
    {
        Line(console, $"At announcements, which the product chooses");
        WriteScores(console, judgement, judgement.Announced);
        Line(console, $"At milestones, whatever it announces ({judgement.Milestones.Silent:N0} more at which it had said nothing yet)");
        WriteScores(console, judgement, judgement.Milestones);
        if (judgement.Product < 0)
            return;
        foreach ((int stage, EtaScore[] of) in judgement.Milestones.Stages)
        {
            EtaScore product = of[judgement.Product];
            string against = string.Create(CultureInfo.InvariantCulture, $"{judgement.GainOf(of),6:P1} below {judgement.Milestones.Names[judgement.BestBaseline(of)]}");
            string weak = ForecastGoals.Weakness(judgement, of).Length > 0 ? "  WEAK" : "";
            Line(console, $"    {ForecastViews.Words((MilestoneKind)stage),-24} {product.Count,8:N0} guesses, MAE {product.MeanAbsoluteDays:F3} d, {against}{Windows(product)}, silent {judgement.Milestones.SilentAt(stage):N0}{weak}");
        }
    }

    /// <summary>The windows of a score, in words; empty when none was said.</summary>
    public static string Windows(EtaScore score) => score.Windows == 0
        ? "" : string.Create(CultureInfo.InvariantCulture, $", P80 holds {score.P80Share:P1}, P50 {score.P50Share:P1}");

    private static void WriteScores(IAnsiConsole console, Judgement judgement, EtaScores scores)
    {
        for (int i = 0; i < scores.Names.Count; i++)
        {
            EtaScore score = scores.All[i];
            Line(console, $"  {scores.Names[i],-20} {score.Count,10:N0} guesses, MAE {score.MeanAbsoluteDays:F3} d, bias {score.BiasDays:F3} d, first ones MAE {scores.Firsts[i].MeanAbsoluteDays:F3} d{Windows(score)}");
        }

        if (judgement.Product >= 0)
            Line(console, $"  MAE {judgement.GainOf(scores.All):P1} below the best baseline ({scores.Names[judgement.BestBaseline(scores.All)]})");
    }

    private static void Line(IAnsiConsole console, FormattableString text) => console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
