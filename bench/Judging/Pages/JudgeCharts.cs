using Shipments.Bench.Judging.Alarms;
using Shipments.Bench.Judging.Forecasts;
using Shipments.Bench.Report;
using Shipments.Bench.Simulation.Regimes;

namespace Shipments.Bench.Judging.Pages;

/// <summary>The plots of the page.</summary>
internal static class JudgeCharts
{
    // A mean of fewer guesses says nothing.
    private const int GuessesMin = 50;

    private const int TailDays = 21;
    private const double DaySeconds = 86_400;

    /// <summary>Errors as bars.</summary>
    public static string Errors(Judgement judgement, EtaScores scores)
    {
        BarChart chart = new("Mean absolute error of the P50, days");
        for (int i = 0; i < scores.Names.Count; i++)
            chart.Add(scores.Names[i], scores.All[i].MeanAbsoluteDays, $"{JudgeTables.Days(scores.All[i].MeanAbsoluteDays)} days", i == judgement.Product ? 4 : 3);
        return chart.Draw();
    }

    /// <summary>Errors by the week in which was asked.</summary>
    public static string ErrorsByWeek(Judgement judgement, EtaScores scores)
    {
        double max = scores.Weeks.Values.SelectMany(of => of).Where(score => score.Count >= GuessesMin).Select(score => score.MeanAbsoluteDays).DefaultIfEmpty(1).Max();
        LineChart chart = new("Mean absolute error by the week of the question, days", Weeks(scores), AxisScale.Linear(max, 4), week => $"week {week + 1:0}", value => $"{value:0.##}");
        for (int i = 0; i < scores.Names.Count; i++)
        {
            int at = i;
            chart.Add(new ChartLine(scores.Names[i], ColourOf(judgement, i), [.. scores.Weeks.Select(week => ((double)week.Key, week.Value[at].Count < GuessesMin ? null : (double?)week.Value[at].MeanAbsoluteDays))]));
        }

        return chart.Draw();
    }

    /// <summary>How many attempts came by the P80 and the P50; empty when nobody says windows.</summary>
    public static string Calibration(Judgement judgement, EtaScores scores)
    {
        if (judgement.Product < 0 || scores.All[judgement.Product].Windows == 0)
            return "";
        LineChart chart = new("Attempts that came in time, by the week of the question", Weeks(scores), AxisScale.Linear(1, 5), week => $"week {week + 1:0}", share => $"{share * 100:0} %");
        (double, double?)[] Of(Func<EtaScore, double> share) => [.. scores.Weeks.Select(week => ((double)week.Key, week.Value[judgement.Product].Windows < GuessesMin ? null : (double?)share(week.Value[judgement.Product])))];
        double last = LastWeek(scores);
        chart.Add(new ChartLine("by the P80", 4, Of(score => score.P80Share)))
            .Add(new ChartLine("by the P50", 1, Of(score => score.P50Share)))
            .Add(new ChartLine("80 % and 50 %", 3, [(0, 0.8), (last, 0.8), (last, null), (0, 0.5), (last, 0.5)]));
        return chart.Draw();
    }

    /// <summary>Queues of the lanes that waited longest, what was in force, and the alarms.</summary>
    public static string Backlog(Judgement judgement, JudgedWorld world)
    {
        // The tail in which the last parcels end shows nothing.
        double days = Math.Min(world.Days, judgement.Asked.Options.Days + TailDays);
        Timeline line = new($"Days of waiting in all queues, seed {world.Seed}", judgement.Asked.Options.From, days);
        BacklogPoint[] points = [.. world.Backlog.Where(point => point.At <= days * DaySeconds)];
        foreach (ChartLine queue in QueueLines.Of(judgement.Asked.Network.Lanes, points))
            line.Add(queue);
        foreach (Regime regime in world.Regimes)
            line.Band(regime.Name, regime.From / DaySeconds, regime.To / DaySeconds);
        foreach (RaisedAlarm alarm in world.Raised.Where(alarm => alarm.At <= days * DaySeconds))
            line.Mark(alarm.At / DaySeconds, alarm.Truth.Length > 0, $"{alarm.Lane}: {alarm.Cause}; {(alarm.Truth.Length > 0 ? alarm.Truth : "nothing troubled it")}");
        return line.Draw();
    }

    private static AxisScale Weeks(EtaScores scores) => AxisScale.Exact(LastWeek(scores), 8);

    // When nearly all have ended, hardly anybody asks.
    private static double LastWeek(EtaScores scores) =>
        Math.Max(1, scores.Weeks.Where(week => week.Value.Any(score => score.Count >= GuessesMin)).Select(week => week.Key).DefaultIfEmpty(1).Max());

    private static int ColourOf(Judgement judgement, int predictor) => predictor == judgement.Product ? 4 : (predictor - judgement.Product) switch { 1 => 2, 2 => 1, _ => 5 };
}
