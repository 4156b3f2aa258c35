using Shipments.Domain.Lanes;

namespace Shipments.Domain.Eta;

/// <summary>
/// Makes <see cref="EtaCounts"/> of a lane's cells. Parcels that still wait count for as long as they have waited, so windows are not flattered
/// by those that were fast; and what counts for how old a sight is, is when it was seen and not when its parcel reached the point, so that a
/// queue that grows shows at once.
/// </summary>
internal static class EtaCohorts
{
    private const double DayMs = 86_400_000;

    /// <summary>Sums up.</summary>
    /// <param name="cells">A lane's counts; not changed.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public static EtaCounts Of(LaneCells cells, long nowMs)
    {
        EtaCounts counts = new();
        Dictionary<(int Week, int Point), Cohort> cohorts = [];
        foreach ((LaneCell cell, long count) in cells.Sorted())
        {
            if (cell.Week == LaneCell.OlderWeek || count <= 0)
                continue;
            if (cell.Measure is LaneMeasure.Remaining or LaneMeasure.Waiting && cell.Part is > 0 and < EtaFacts.Points)
                Add(cohorts, cell, count, nowMs);
            else if (cell.Measure == LaneMeasure.Window && cell.Part is > 0 and < EtaFacts.Points && WindowCells.BandOf(cell) is { } band)
                counts.Windows[(cell.Part * EtaCounts.Bands) + band] += (float)(count * Weight(nowMs - MiddleOf(cell.Week), EtaTuning.CoverageHalfLifeMs));
            else if (cell.Measure == LaneMeasure.AttemptDay && cell.Bucket < 7)
                counts.Weekdays[cell.Bucket] += count;
        }

        foreach (((int week, int point), Cohort cohort) in cohorts)
            Fold(counts, MiddleOf(week), (EtaPoint)point, cohort, nowMs);
        return counts;
    }

    private static void Add(Dictionary<(int Week, int Point), Cohort> cohorts, LaneCell cell, long count, long nowMs)
    {
        if (!cohorts.TryGetValue((cell.Week, cell.Part), out Cohort? cohort))
            cohorts[(cell.Week, cell.Part)] = cohort = new Cohort();
        if (cell.Measure == LaneMeasure.Remaining)
        {
            if (cell.Bucket >= EtaBuckets.Count)
                return;
            cohort.Tried[cell.Bucket] += count;
            cohort.Observations += (int)Math.Min(count, int.MaxValue - cohort.Observations);
            return;
        }

        double age = nowMs - EtaTuning.ReportingLagMs - ((LaneDays(cell) + 0.5) * DayMs);
        if (age > 0)
            cohort.Left[EtaBuckets.Of((long)age)] += count;
    }

    private static int LaneDays(LaneCell cell) => LaneWeeks.DayOf(cell.Week, cell.Bucket);

    // From the oldest age down: whoever was tried or is still waiting at an age waited at every lower one.
    private static void Fold(EtaCounts counts, double reachedMs, EtaPoint point, Cohort cohort, long nowMs)
    {
        (float[] waiting, float[] tried) = counts.Of(point);
        double beyond = 0;
        for (int bucket = EtaBuckets.Count - 1; bucket >= 0; bucket--)
        {
            double here = cohort.Tried[bucket];
            double left = cohort.Left[bucket];
            if (beyond + here + left > 0)
            {
                double middle = (EtaBuckets.FromMs(bucket) + EtaBuckets.ToMs(bucket)) / 2.0;
                double weight = Weight(nowMs - reachedMs - middle, EtaTuning.HalfLifeMs);
                tried[bucket] += (float)(weight * here);
                waiting[bucket] += (float)(weight * (beyond + here + (left / 2)));
            }

            beyond += here + left;
        }

        counts.Observations[(int)point] += Math.Min(cohort.Observations, int.MaxValue - counts.Observations[(int)point]);
    }

    private static double MiddleOf(int week) => (LaneWeeks.DayOf(week, 0) + 3.5) * DayMs;

    private static double Weight(double agoMs, double halfLifeMs) => Math.Pow(0.5, Math.Max(0, agoMs) / halfLifeMs);

    private sealed class Cohort
    {
        public double[] Tried { get; } = new double[EtaBuckets.Count];

        public double[] Left { get; } = new double[EtaBuckets.Count];

        public int Observations { get; set; }
    }
}
