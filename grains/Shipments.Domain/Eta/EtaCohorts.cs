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
        Dictionary<(int Week, int Slot), Cohort> cohorts = [];
        foreach ((LaneCell cell, long count) in cells.Sorted())
        {
            if (cell.Week == LaneCell.OlderWeek || count <= 0)
                continue;
            if (cell.Measure == LaneMeasure.Remaining && EtaSlots.IsSlot(cell.Part) && cell.Bucket < EtaBuckets.Count)
                AddTried(CohortOf(cohorts, cell.Week, cell.Part), cell.Bucket, count);
            else if (cell.Measure == LaneMeasure.Waiting && EtaSlots.IsSlot(cell.Part))
                AddLeft(cohorts, cell.Part, BeganMs(cell), count, nowMs);
            else if (cell.Measure == LaneMeasure.Standing && cell.Part is > 0 and < EtaFacts.Points)
                AddStanding(cohorts, cell, count, nowMs);
            else if (cell.Measure == LaneMeasure.Window && cell.Part is > 0 and < EtaFacts.Points && WindowCells.BandOf(cell) is { } band)
                counts.Windows[(cell.Part * EtaCounts.Bands) + band] += (float)(count * Weight(nowMs - MiddleOf(cell.Week), EtaTuning.CoverageHalfLifeMs));
            else if (cell.Measure == LaneMeasure.AttemptDay && cell.Bucket < 7)
                counts.Weekdays[cell.Bucket] += count;
        }

        foreach (((int week, int slot), Cohort cohort) in cohorts)
            Fold(counts, MiddleOf(week), slot, cohort, nowMs);
        return counts;
    }

    private static Cohort CohortOf(Dictionary<(int Week, int Slot), Cohort> cohorts, int week, int slot)
    {
        if (!cohorts.TryGetValue((week, slot), out Cohort? cohort))
            cohorts[(week, slot)] = cohort = new Cohort();
        return cohort;
    }

    private static void AddTried(Cohort cohort, int bucket, long count)
    {
        cohort.Tried[bucket] += count;
        cohort.Observations += (int)Math.Min(count, int.MaxValue - cohort.Observations);
    }

    private static void AddLeft(Dictionary<(int Week, int Slot), Cohort> cohorts, int slot, double beganMs, long count, long nowMs)
    {
        double age = nowMs - EtaTuning.ReportingLagMs - beganMs;
        if (age > 0)
            CohortOf(cohorts, LaneWeeks.Of((long)beganMs), slot).Left[EtaBuckets.Of((long)age)] += count;
    }

    // Who still stands at a point has had all stays up to now.
    private static void AddStanding(Dictionary<(int Week, int Slot), Cohort> cohorts, LaneCell cell, long count, long nowMs)
    {
        for (int stay = 0; stay < EtaSlots.Stays; stay++)
            AddLeft(cohorts, EtaSlots.Of((EtaPoint)cell.Part, stay), BeganMs(cell) + EtaSlots.AfterMs(stay), count, nowMs);
    }

    // The middle of the day.
    private static double BeganMs(LaneCell cell) => (LaneWeeks.DayOf(cell.Week, cell.Bucket) + 0.5) * DayMs;

    // From the oldest age down: whoever was tried or is still waiting at an age waited at every lower one.
    private static void Fold(EtaCounts counts, double reachedMs, int slot, Cohort cohort, long nowMs)
    {
        (float[] waiting, float[] tried) = counts.Of(slot);
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

        counts.Observations[slot] += Math.Min(cohort.Observations, int.MaxValue - counts.Observations[slot]);
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
