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
        Dictionary<(int Week, int Slot, int Weekday), Cohort> cohorts = [];
        foreach ((LaneCell cell, long count) in cells.Sorted())
        {
            if (cell.Week == LaneCell.OlderWeek || count <= 0)
                continue;
            if (cell.Measure == LaneMeasure.Remaining && EtaSlots.IsSlot(cell.Part) && RemainingBucket.AgeOf(cell.Bucket) < EtaBuckets.Count)
                AddTried(CohortOf(cohorts, cell.Week, cell.Part, RemainingBucket.WeekdayOf(cell.Bucket)), RemainingBucket.AgeOf(cell.Bucket), count);
            else if (cell.Measure == LaneMeasure.Waiting && EtaSlots.IsSlot(cell.Part))
                AddLeft(cohorts, cell.Part, BeganMs(cell), count, nowMs);
            else if (cell.Measure == LaneMeasure.Standing && cell.Part is > 0 and < EtaFacts.Points)
                AddStanding(cohorts, cell, count, nowMs);
            else if (cell.Measure == LaneMeasure.Window && cell.Part is > 0 and < EtaFacts.Points && WindowCells.BandOf(cell) is { } band)
                counts.Windows[(cell.Part * EtaCounts.Bands) + band] += (float)(count * Weight(nowMs - MiddleOf(cell.Week), EtaTuning.CoverageHalfLifeMs));
        }

        FoldWeeks(counts, cohorts, nowMs);
        return counts;
    }

    // From the first week on.
    private static void FoldWeeks(EtaCounts counts, Dictionary<(int Week, int Slot, int Weekday), Cohort> cohorts, long nowMs)
    {
        long[] came = new long[EtaSlots.Count];

        // In cells written before weekdays were told apart only those who wait have one: they would look as if nobody were ever tried.
        bool[] hasWeekdays = new bool[EtaSlots.Count];
        foreach (IGrouping<int, KeyValuePair<(int Week, int Slot, int Weekday), Cohort>> week in
            cohorts.GroupBy(cohort => cohort.Key.Week).OrderBy(group => group.Key))
        {
            double[] weights = Weights(MiddleOf(week.Key), nowMs);
            foreach (((_, int slot, int weekday), Cohort cohort) in week)
                hasWeekdays[slot] |= slot < EtaSlots.WeekdaySlots && weekday != RemainingBucket.NoWeekday && cohort.Observations > 0;
            foreach (((_, int slot, int weekday), Cohort cohort) in week)
            {
                Fold(counts.Of(slot), cohort, weights);
                if (weekday != RemainingBucket.NoWeekday && hasWeekdays[slot])
                    Fold(counts.Of(slot, weekday), cohort, weights);
                counts.Observations[slot] += Math.Min(cohort.Observations, int.MaxValue - counts.Observations[slot]);
                came[slot] += cohort.Observations + cohort.Waits;
            }

            for (int slot = 0; slot < came.Length; slot++)
                counts.Settled[slot] |= came[slot] >= EtaTuning.ObservationsMin && counts.Observations[slot] >= EtaTuning.SettledShareMin * came[slot];
        }
    }

    private static Cohort CohortOf(Dictionary<(int Week, int Slot, int Weekday), Cohort> cohorts, int week, int slot, int weekday)
    {
        if (!cohorts.TryGetValue((week, slot, weekday), out Cohort? cohort))
            cohorts[(week, slot, weekday)] = cohort = new Cohort();
        return cohort;
    }

    private static void AddTried(Cohort cohort, int bucket, long count)
    {
        cohort.Tried[bucket] += count;
        cohort.Observations += (int)Math.Min(count, int.MaxValue - cohort.Observations);
    }

    private static void AddLeft(Dictionary<(int Week, int Slot, int Weekday), Cohort> cohorts, int slot, double beganMs, long count, long nowMs)
    {
        double age = nowMs - EtaTuning.ReportingLagMs - beganMs;
        if (age <= 0)
            return;
        int weekday = slot < EtaSlots.WeekdaySlots ? LaneWeeks.WeekdayOf((long)beganMs) : RemainingBucket.NoWeekday;
        Cohort cohort = CohortOf(cohorts, LaneWeeks.Of((long)beganMs), slot, weekday);
        cohort.Left[EtaBuckets.Of((long)age)] += count;
        cohort.Waits += count;
    }

    // Who still stands at a point has had all stays up to now.
    private static void AddStanding(Dictionary<(int Week, int Slot, int Weekday), Cohort> cohorts, LaneCell cell, long count, long nowMs)
    {
        for (int stay = 0; stay < EtaSlots.Stays; stay++)
            AddLeft(cohorts, EtaSlots.Of((EtaPoint)cell.Part, stay), BeganMs(cell) + EtaSlots.AfterMs(stay), count, nowMs);
    }

    // The middle of the day.
    private static double BeganMs(LaneCell cell) => (LaneWeeks.DayOf(cell.Week, cell.Bucket) + 0.5) * DayMs;

    // What each age of a week's parcels weighs now.
    private static double[] Weights(double reachedMs, long nowMs)
    {
        double[] weights = new double[EtaBuckets.Count];
        for (int bucket = 0; bucket < weights.Length; bucket++)
            weights[bucket] = Weight(nowMs - reachedMs - ((EtaBuckets.FromMs(bucket) + EtaBuckets.ToMs(bucket)) / 2.0), EtaTuning.HalfLifeMs);
        return weights;
    }

    // From the oldest age down: whoever was tried or is still waiting at an age waited at every lower one.
    private static void Fold(LifeTable table, Cohort cohort, double[] weights)
    {
        double beyond = 0;
        for (int bucket = EtaBuckets.Count - 1; bucket >= 0; bucket--)
        {
            double here = cohort.Tried[bucket];
            double left = cohort.Left[bucket];
            if (beyond + here + left > 0)
            {
                table.Tried[bucket] += (float)(weights[bucket] * here);
                table.Waiting[bucket] += (float)(weights[bucket] * (beyond + here + (left / 2)));
            }

            beyond += here + left;
        }
    }

    private static double MiddleOf(int week) => (LaneWeeks.DayOf(week, 0) + 3.5) * DayMs;

    private static double Weight(double agoMs, double halfLifeMs) => Math.Pow(0.5, Math.Max(0, agoMs) / halfLifeMs);

    private sealed class Cohort
    {
        public double[] Tried { get; } = new double[EtaBuckets.Count];

        public double[] Left { get; } = new double[EtaBuckets.Count];

        public int Observations { get; set; }

        public long Waits { get; set; }
    }
}
