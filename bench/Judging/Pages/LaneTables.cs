using System.Globalization;
using Shipments.V1;

namespace Shipments.Bench.Judging.Pages;

/// <summary>Each lane on the page: its times beside the truth, and its other figures as a caller gets them.</summary>
internal static class LaneTables
{
    private const int OldFromDays = 8;

    /// <summary>Writes both tables of a world.</summary>
    public static string Of(JudgedWorld world) => Times(world) + "<h3>As the lanes say when the last parcel is sent</h3>" + Figures(world);

    private static string Times(JudgedWorld world)
    {
        HtmlTable html = new("Lane", "Parcels", "Delivered", "P50", "said", "P80", "said", "P95", "said", "Sketch off", "Truth off", "On time", "Alarms");
        foreach (LaneVerdict lane in world.Lanes)
        {
            html.Row(lane.Lane, [JudgeTables.Number(lane.Parcels), JudgeTables.Number(lane.Delivered),
                .. lane.TrueDays.Zip(lane.SaidDays, (truth, said) => new[] { JudgeTables.Days(truth), JudgeTables.Days(said) }).SelectMany(pair => pair),
                lane.IsUntracked ? "–" : JudgeTables.Share(lane.SketchError), lane.IsUntracked ? "–" : JudgeTables.Share(lane.TruthError),
                JudgeTables.Share(lane.OnTimeShare), JudgeTables.Number(world.Raised.Count(alarm => alarm.Lane == lane.Lane))]);
        }

        return html.End("From the pick-up to the delivery in days: truly, and beside it as the lane says. Each error is the worst of the three: “sketch off” against exact quantiles of the same times, "
            + "those that the product knows (1 % is stated); “truth off” against what truly happened, where scans are missing, late or wrong too. “On time” is the true share that was tried within the days as sold. "
            + "On lanes without figures nobody tells of deliveries.");
    }

    private static string Figures(JudgedWorld world)
    {
        HtmlTable html = new("Lane", "On the way", "Silent 8 days", "At customs stopped", "Release, h", "First attempt", "Promise kept", "± 1 day", "Data late, h", "Scans told", "Least of them");
        foreach (LaneVerdict lane in world.Lanes)
        {
            if (lane.View is not { } view)
            {
                html.Row(lane.Lane, Enumerable.Repeat("–", 10));
                continue;
            }

            (string mean, string least) = Compliance(view);
            html.Row(lane.Lane,
                JudgeTables.Number(view.Backlog.Sum(phase => phase.Parcels)),
                JudgeTables.Number(view.Backlog.SelectMany(phase => phase.Ages).Where(age => age.DaysFrom >= OldFromDays).Sum(age => age.Parcels)),
                Share(view.Customs.StoppedShare, view.Customs.Statuses.Sum(status => status.Parcels)),
                Hours(view.Customs.Release),
                Share(view.FirstAttempt.DeliveredShare, view.FirstAttempt.Attempted),
                Share(view.OriginalPromise.KeptShare, view.OriginalPromise.Kept + view.OriginalPromise.Missed),
                Share(view.OriginalPromise.WithinADayShare, view.OriginalPromise.Deliveries),
                Hours(view.DataLatency), mean, HtmlTable.Text(least));
        }

        return html.End("From the view that the API gives of a lane. “Silent 8 days”: on the way, and its newest milestone is eight days old or older. “At customs stopped”: of those with a status at the customs. “Release”: half of them took no longer from the start at the import customs. "
            + "“First attempt”: delivered at it. “Promise kept”: first attempts by the end of the first window a carrier said. “± 1 day”: deliveries at most a day off the end of that window. "
            + "“Data late”: half of them came no later after the scan. “Scans told”: of the milestones from the pick-up to the van, the share that delivered parcels have, on average, and the least of them.");
    }

    private static (string Mean, string Least) Compliance(LaneDetails view)
    {
        ScanCompliance[] told = [.. view.ScanCompliance.Where(scan => scan.Milestone is >= MilestoneKind.PickedUp and <= MilestoneKind.OutForDelivery)];
        if (told.Length == 0)
            return ("–", "–");
        ScanCompliance least = told.MinBy(scan => scan.Share)!;
        return (JudgeTables.Share(told.Average(scan => scan.Share)), string.Create(CultureInfo.InvariantCulture, $"{ForecastViews.Words(least.Milestone)} {least.Share:P1}"));
    }

    // A share of nothing is not nought.
    private static string Share(double share, long of) => of > 0 ? JudgeTables.Share(share) : "–";

    private static string Hours(DurationStats of) => of.Observations > 0 ? of.P50Hours.ToString("F1", CultureInfo.InvariantCulture) : "–";
}
