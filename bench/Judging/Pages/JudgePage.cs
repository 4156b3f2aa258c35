using System.Globalization;
using System.Net;
using System.Text;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Report;
using Shipments.Bench.Simulation.Worlds;

namespace Shipments.Bench.Judging.Pages;

/// <summary>The verdicts as one page that needs nothing else.</summary>
internal static class JudgePage
{
    private const string Marks = """
        .mark-good { color: var(--good); } .mark-bad { color: var(--bad); } g.mark-good text, g.mark-bad text { fill: currentColor; font-weight: 600; }
        summary { cursor: pointer; font-weight: 600; } details { margin-bottom: 22px; } .tiles { grid-template-columns: repeat(auto-fit, minmax(108px, 1fr)); }
        h3 { margin: 26px 0 8px; font-size: 16px; } h2 + h3 { margin-top: 0; } tbody th { white-space: nowrap; } .goals tbody th { white-space: normal; font-weight: 400; }
        td.mark-good, td.mark-bad { font-weight: 600; } td:not(.text), td.mark-good, td.mark-bad { white-space: nowrap; }
        .lanes table { font-size: 12.5px; } .lanes th, .lanes td { padding: 5px 4px; } thead th { white-space: normal; vertical-align: bottom; }
        .bars svg { max-width: 620px; } .scroll + figure { margin-top: 20px; }
        @media (max-width: 600px) { section { padding: 16px 12px; } table { font-size: 12px; } th, td { padding: 5px 3px; } .strikes tbody th { white-space: normal; } figure { overflow-x: auto; } figure:not(.bars) svg { min-width: 640px; } }
        """;

    /// <summary>Writes it.</summary>
    public static string Of(Judgement judgement)
    {
        WorldOptions options = judgement.Asked.Options;
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Judged worlds – Shipments</title><style>{ReportStyle.Sheet}{Marks}</style></head><body><main>
            <header><p class="kind">Shipments, judged against a simulated network</p><h1>{JudgeTables.Number(options.Parcels)} parcels, {judgement.Worlds.Count} {(judgement.Worlds.Count == 1 ? "seed" : "seeds")}</h1>
            <p class="about">Carriers' payloads of a world whose truth is known, read by the adapters, decided by the rules and counted by the lanes.</p>
            <p class="when">{(judgement.Worlds.Count == 1 ? "Seed" : "Seeds")} {string.Join(", ", judgement.Worlds.Select(world => world.Seed))} · {options.From:d MMMM yyyy}, sent on {options.Days} days · {judgement.Took.TotalSeconds:N0} s on one thread</p></header>
            """);
        Verdict(page, judgement);
        page.Append(GoalViews.Of(judgement));
        Tiles(page, judgement);
        page.Append("<section><h2>When will it come?</h2>").Append(ForecastViews.Of(judgement)).Append("</section>");
        page.Append("<section><h2>Which lane?</h2>").Append(ChoiceView.Of(judgement)).Append("</section>");
        page.Append("<section><h2>Queues, regimes and alarms</h2>");
        foreach (JudgedWorld world in judgement.Worlds.Take(5))
            page.Append(JudgeCharts.Backlog(judgement, world));
        if (judgement.Worlds.Any(world => world.Strikes.Count > 0))
            page.Append("<div class=\"strikes\">").Append(JudgeTables.Strikes(judgement)).Append("</div>");
        page.Append(judgement.Worlds.Any(world => world.FalseAlarms > 0) ? JudgeTables.FalseAlarms(judgement) : "<p class=\"note\">There was no false alarm.</p>");
        page.Append("</section>");
        page.Append(CultureInfo.InvariantCulture, $"<section><h2>Lanes, seed {judgement.Worlds[0].Seed}</h2>").Append("<div class=\"lanes\">").Append(LaneTables.Of(judgement.Worlds[0])).Append("</div></section>");
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">dotnet run -c Release --project bench -- {WebUtility.HtmlEncode(judgement.Command)}</p>");
        return page.Append("</main></body></html>\n").ToString();
    }

    private static void Verdict(StringBuilder page, Judgement judgement)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section class=\"verdict {(judgement.IsGood ? "good" : "bad")}\"><h2>{(judgement.IsGood ? "Totals are exact" : "Totals are not exact")}</h2>");
        page.Append(CultureInfo.InvariantCulture, $"""
            <p>{JudgeTables.Number(judgement.Worlds.Sum(world => world.LaneDifferences.Count))} of {JudgeTables.Number(judgement.Worlds.Sum(world => world.Lanes.Count))} lanes differ from the sum over their parcels.
            Of {JudgeTables.Number(judgement.Worlds.Sum(world => world.Faithful))} parcels whose carriers made no fault, {JudgeTables.Number(judgement.Worlds.Sum(world => world.Differing))} differ from the truth.
            {JudgeTables.Number(judgement.Worlds.Sum(world => world.Counts.WholeRefused))} whole payloads and {JudgeTables.Number(judgement.Worlds.Sum(world => world.Counts.Refused))} scans were refused;
            of {JudgeTables.Number(judgement.Worlds.Sum(world => world.Counts.Torn))} torn payloads {JudgeTables.Number(judgement.Worlds.Sum(world => world.Counts.TornRefused))} were.</p>
            """);
        foreach (string told in judgement.Worlds.SelectMany(world => world.LaneDifferences.Concat(world.DifferingTold)).Take(12))
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"fault\">{WebUtility.HtmlEncode(told)}</p>");
        page.Append("</section>");
    }

    private static void Tiles(StringBuilder page, Judgement judgement)
    {
        page.Append("<section class=\"tiles\">");
        Tile(page, JudgeTables.Number(judgement.Worlds.Sum(world => world.Counts.Payloads)), "payloads read");
        Tile(page, JudgeTables.Number(judgement.Worlds.Sum(world => world.Counts.NewScans)), "scans recorded");
        Tile(page, JudgeTables.Number(judgement.Worlds.Sum(world => world.Days) / judgement.Took.TotalMinutes), "simulated days a minute");
        if (judgement.Product >= 0)
        {
            EtaScore product = judgement.Milestones.All[judgement.Product];
            Tile(page, JudgeTables.Share(judgement.GainOf(judgement.Milestones.All)), "error below the best baseline, at milestones");
            Tile(page, product.Windows == 0 ? "–" : JudgeTables.Share(product.P80Share), "of attempts by the P80, at milestones");
        }

        Tile(page, judgement.FalseAlarmsAMonth.ToString("F2", CultureInfo.InvariantCulture), "false alarms a month");
        Tile(page, JudgeTables.Share(judgement.Worlds.Max(world => world.SketchError)), "worst error of a lane’s sketch");
        page.Append("</section>");
    }

    private static void Tile(StringBuilder page, string value, string label) =>
        page.Append(CultureInfo.InvariantCulture, $"<div><b>{WebUtility.HtmlEncode(value)}</b><span>{WebUtility.HtmlEncode(label)}</span></div>");
}
