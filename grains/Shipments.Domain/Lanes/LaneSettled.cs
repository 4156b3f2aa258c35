namespace Shipments.Domain.Lanes;

/// <summary>
/// The posting weeks whose parcels have had as long as 99 in 100 delivered ones took: what became of them is nearly all that will. Weeks of parcels
/// that are still to come would make every loss look smaller than it is.
/// </summary>
public sealed class LaneSettled
{
    /// <summary>The share of the lane's door-to-door times that a week waits for: 0.99.</summary>
    public const double Share = 0.99;

    private const long DayMs = 86_400_000;
    private const int WeekDays = 7;

    private LaneSettled(double? p99Ms, long observations) => (P99Ms, Observations) = (p99Ms, observations);

    /// <summary>The lane's door-to-door time that <see cref="Share"/> of the parcels did not exceed, in milliseconds; null without deliveries.</summary>
    public double? P99Ms { get; }

    /// <summary>How many deliveries it stands on.</summary>
    public long Observations { get; }

    /// <summary>The settled weeks, oldest first.</summary>
    public IReadOnlyList<LaneCohort> Cohorts { get; private init; } = [];

    /// <summary>The newest settled week, see <see cref="LaneWeeks"/>; 0 for none.</summary>
    public int NewestWeek { get; private init; }

    /// <summary>Finds the settled weeks.</summary>
    /// <param name="cohorts">All weeks that are kept apart; not changed.</param>
    /// <param name="today">The day now, from 1970-01-01 as 0: a week is settled when the time after its last day had passed as this day began.</param>
    public static LaneSettled Of(SortedDictionary<int, LaneCohort> cohorts, int today)
    {
        QuantileSketch all = new();
        foreach (LaneCohort cohort in cohorts.Values)
            all.Merge(cohort.DoorToDoor);
        if (all.Quantile(Share) is not { } p99Ms)
            return new LaneSettled(null, 0);
        List<LaneCohort> settled = [];
        int newest = 0;
        foreach ((int week, LaneCohort cohort) in cohorts)
        {
            long endMs = LaneWeeks.DayOf(week, WeekDays) * DayMs;
            if (endMs + p99Ms > today * DayMs)
                break;
            settled.Add(cohort);
            newest = week;
        }

        return new LaneSettled(p99Ms, all.Count) { Cohorts = settled, NewestWeek = newest };
    }
}
