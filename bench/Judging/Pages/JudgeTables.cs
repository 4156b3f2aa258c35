using System.Globalization;
using Shipments.Bench.Judging.Alarms;

namespace Shipments.Bench.Judging.Pages;

/// <summary>How strikes were found and which alarms were false, as tables; and how all tables write figures.</summary>
internal static class JudgeTables
{
    /// <summary>How strikes were found.</summary>
    public static string Strikes(Judgement judgement)
    {
        HtmlTable html = new("Strike", "Seed", "Lanes", "Told after", "In 2 h", "In all", "1st scan", "10th scan", "In 2 h of it");
        foreach (JudgedWorld world in judgement.Worlds)
        {
            foreach (StrikeFinding strike in world.Strikes)
            {
                html.Row(strike.Name, [world.Seed.ToString(CultureInfo.InvariantCulture), Number(strike.Lanes),
                    Hours(strike.FirstAfter), Number(strike.WithinTwoHours), Number(strike.Found), Hours(strike.MissingAfter), Hours(strike.ShownAfter), Number(strike.WithinTwoHoursOfShown)]);
            }
        }

        return html.End("“Told after” is the first proposal of one of the lanes struck, then how many of them were proposed within two hours and in all. Counted from the first half hour in which a struck office would have worked: a strike at night is nobody's loss before the morning. "
            + "“1st scan” and “10th scan” are when so many scans of one lane are missing that come in the same world without strikes; the last column counts lanes proposed within two hours of their own tenth.");
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

    /// <summary>Seconds in hours.</summary>
    public static string Hours(int? seconds) => seconds is { } after ? string.Create(CultureInfo.InvariantCulture, $"{after / 3600.0:F1} h") : "never";

    public static string Days(double? days) => days is { } known ? known.ToString("F2", CultureInfo.InvariantCulture) : "–";

    public static string Share(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("#,##0", CultureInfo.InvariantCulture);
}
