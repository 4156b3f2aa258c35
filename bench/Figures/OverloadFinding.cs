using System.Globalization;
using Shipments.Bench.Load;
using Shipments.Bench.Report;

namespace Shipments.Bench.Figures;

/// <summary>
/// What became of an overload: a run whose middle third is offered many times the rate of the others. The first and the last second of each third
/// belong to neither.
/// </summary>
/// <param name="UsualRate">Items a second that were taken before.</param>
/// <param name="OfferedRate">Items a second that were sent in the middle third.</param>
/// <param name="AcceptedRate">Items a second that were taken in the middle third.</param>
/// <param name="AcceptedP99">The greatest 99th percentile of a second of it, in milliseconds: of what was taken.</param>
/// <param name="Refused">Calls refused with RESOURCE_EXHAUSTED that say when to come again.</param>
/// <param name="RefusedBare">Likewise that do not say it.</param>
/// <param name="Late">Calls that were taken and missed their deadline.</param>
/// <param name="Other">Calls that failed in any other way.</param>
/// <param name="RecoverySeconds">From the end of the middle third until all was as before for three seconds; null when it was not again.</param>
internal sealed record OverloadFinding(
    double UsualRate, double OfferedRate, double AcceptedRate, double AcceptedP99, long Refused, long RefusedBare, long Late, long Other, double? RecoverySeconds)
{
    private const int SecondsAsBefore = 3;
    private const double RateShare = 0.9;
    private const double LatencyTimes = 2;
    private const double LatencyMore = 20;
    private const string Exhausted = "ResourceExhausted";
    private const string Bare = "without RetryInfo";
    private const string TooLate = "DeadlineExceeded";

    /// <summary>Reads the report of a run with constant rates in three thirds.</summary>
    public static OverloadFinding Of(LoadReport report)
    {
        SeriesReport series = report.Series[0];
        double third = report.DurationSeconds / 3;
        double begin = report.WarmUpSeconds + third;
        double end = begin + third;
        SecondReport[] before = [.. series.Seconds.Where(second => second.Second >= report.WarmUpSeconds + 1 && second.Second + 2 <= begin)];
        SecondReport[] during = [.. series.Seconds.Where(second => second.Second >= begin + 1 && second.Second + 2 <= end)];
        SecondReport[] after = [.. series.Seconds.Where(second => second.Second >= end && second.Second + 1 <= report.WarmUpSeconds + report.DurationSeconds)];
        double usual = Mean(before, second => second.Items);
        double longest = LongestAsBefore(before);
        return new OverloadFinding(
            usual, Mean(during, second => second.Sent) * ItemsPerCall(report), Mean(during, second => second.Items),
            during.Select(second => second.P99).DefaultIfEmpty(0).Max(),
            Count(series, reason => Has(reason, Exhausted) && !Has(reason, Bare)), Count(series, reason => Has(reason, Exhausted) && Has(reason, Bare)),
            Count(series, reason => Has(reason, TooLate)), Count(series, reason => !Has(reason, Exhausted) && !Has(reason, TooLate)),
            Recovery(after, end, second => second.Failed == 0 && second.Items >= RateShare * usual && second.P99 <= longest));
    }

    // Seconds with a collection take ten times as long as the others: a median alone would call many of the seconds before not as before.
    private static double LongestAsBefore(SecondReport[] before)
    {
        double usual = before.Length == 0 ? 0 : Compare.Medians.Median(before.Select(second => second.P99));
        return Math.Max((LatencyTimes * usual) + LatencyMore, before.Select(second => second.P99).DefaultIfEmpty(0).Max());
    }

    /// <summary>Whether what was taken kept its deadline, and the rest was refused as it should be.</summary>
    public bool IsOrderly => Late == 0 && RefusedBare == 0 && Other == 0;

    private static int ItemsPerCall(LoadReport report) =>
        int.TryParse(report.Settings.GetValueOrDefault(LoadSettings.ItemsOfBatch), NumberStyles.None, CultureInfo.InvariantCulture, out int items) ? items : 1;

    private static double? Recovery(SecondReport[] after, double end, Func<SecondReport, bool> isAsBefore)
    {
        for (int i = 0; i + SecondsAsBefore <= after.Length; i++)
        {
            if (after.Skip(i).Take(SecondsAsBefore).All(isAsBefore))
                return Math.Max(0, after[i].Second - end);
        }

        return null;
    }

    private static double Mean(SecondReport[] seconds, Func<SecondReport, double> value) => seconds.Select(value).DefaultIfEmpty(0).Average();

    private static long Count(SeriesReport series, Func<string, bool> which) =>
        series.Failures.Where(failure => which(failure.Key)).Sum(failure => failure.Value);

    private static bool Has(string reason, string word) => reason.Contains(word, StringComparison.Ordinal);
}
