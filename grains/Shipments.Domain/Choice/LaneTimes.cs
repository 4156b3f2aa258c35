using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice;

/// <summary>
/// How many parcels were delivered within each number of working days after their pick-up, of those picked up long enough ago to tell: so parcels still on their way, lost or sent back
/// count as not delivered, and a young week flatters nobody. Weeks count the less the older they are: half after four weeks. Two add up. Not
/// thread-safe.
/// </summary>
public sealed class LaneTimes
{
    /// <summary>The most working days that are told apart: 60.</summary>
    public const int DaysMax = 60;

    /// <summary>A parent counts as so many observations: 8.</summary>
    public const double ParentWeight = 8;

    private const double HalfLifeWeeks = 4;

    private readonly double[] _atRisk = new double[DaysMax + 1];
    private readonly double[] _hits = new double[DaysMax + 1];

    /// <summary>How many parcels it is from, the older ones counting less.</summary>
    public double Observations => _atRisk[0];

    /// <summary>Parcels picked up so long ago that those delivered within so many days are known.</summary>
    public IReadOnlyList<double> AtRisk => _atRisk;

    /// <summary>Those of them that were delivered by then.</summary>
    public IReadOnlyList<double> Hits => _hits;

    /// <summary>From the weeks of a lane.</summary>
    /// <param name="cohorts">By the week of the pick-up, as <see cref="LaneDetails.Cohorts"/>.</param>
    /// <param name="isWorkday">Whether the country of destination works on a day, from 1970-01-01 as 0.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public static LaneTimes Of(IEnumerable<KeyValuePair<int, LaneCohort>> cohorts, Func<int, bool> isWorkday, long nowMs)
    {
        LaneTimes times = new();
        int today = LaneWeeks.DayOf(nowMs);
        int thisWeek = LaneWeeks.Of(nowMs);
        foreach ((int week, LaneCohort cohort) in cohorts)
        {
            int monday = LaneWeeks.DayOf(week, 0);
            double weight = Math.Pow(0.5, Math.Max(0, thisWeek - week) / HalfLifeWeeks);
            int known = Workdays(monday + 6, today - 1, isWorkday);
            if (monday + 6 >= today || cohort.PickedUp <= 0)
                continue;
            foreach (((int weekday, int days), long count) in cohort.Days)
            {
                int took = Workdays(monday + weekday, monday + weekday + days, isWorkday);
                for (int k = took; k <= Math.Min(known, DaysMax); k++)
                    times._hits[k] += weight * count;
            }

            for (int k = 0; k <= Math.Min(known, DaysMax); k++)
                times._atRisk[k] += weight * cohort.PickedUp;
        }

        return times;
    }

    /// <summary>What a carrier publishes: four in five within the days it names, all within twice as many.</summary>
    /// <param name="from">The fewest working days.</param>
    /// <param name="to">The most.</param>
    public static LaneTimes OfPromise(int from, int to)
    {
        LaneTimes times = new();
        for (int k = 0; k <= DaysMax; k++)
        {
            times._atRisk[k] = ParentWeight;
            times._hits[k] = ParentWeight * (k < from ? 0
                : k <= to ? 0.8 * (k - from + 1) / (to - from + 1)
                : Math.Min(1, 0.8 + (0.2 * (k - to) / Math.Max(1, to))));
        }

        return times;
    }

    /// <summary>Times that were written as <see cref="AtRisk"/> and <see cref="Hits"/>.</summary>
    /// <param name="atRisk">At most <see cref="DaysMax"/> + 1; what is missing is 0.</param>
    /// <param name="hits">As many.</param>
    public static LaneTimes From(IReadOnlyList<double> atRisk, IReadOnlyList<double> hits)
    {
        LaneTimes times = new();
        for (int k = 0; k <= DaysMax && k < atRisk.Count && k < hits.Count; k++)
            (times._atRisk[k], times._hits[k]) = (atRisk[k], hits[k]);
        return times;
    }

    /// <summary>Adds those of another lane.</summary>
    /// <param name="other">The other; not changed.</param>
    public void Add(LaneTimes other)
    {
        for (int k = 0; k <= DaysMax; k++)
        {
            _atRisk[k] += other._atRisk[k];
            _hits[k] += other._hits[k];
        }
    }

    /// <summary>The share delivered within so many working days, and of how many that is known, drawn to a parent's share by <see cref="ParentWeight"/>.</summary>
    /// <param name="days">Working days; negative ones give 0.</param>
    /// <param name="parent">The parent; null for none.</param>
    public (double Share, double Observations) Within(int days, LaneTimes? parent)
    {
        double share = 0;
        double observations = 0;
        for (int k = 0; k <= Math.Min(days, DaysMax); k++)
        {
            (double above, double drawn) = parent is { } known && known._atRisk[k] > 0
                ? (ParentWeight * Math.Min(1, known._hits[k] / known._atRisk[k]), ParentWeight)
                : (0, 0);
            observations = _atRisk[k] + drawn;
            if (observations > 0)
                share = Math.Max(share, Math.Min(1, (_hits[k] + above) / observations));
        }

        return (share, observations);
    }

    /// <summary>The least number of working days within which so large a share is delivered; null when it never is.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="parent">As in <see cref="Within"/>.</param>
    public int? Quantile(double share, LaneTimes? parent)
    {
        for (int days = 0; days <= DaysMax; days++)
        {
            if (Within(days, parent) is { Observations: > 0 } within && within.Share >= share - 1e-9)
                return days;
        }

        return null;
    }

    /// <summary>The days of work after one day, up to another and with it.</summary>
    internal static int Workdays(int from, int to, Func<int, bool> isWorkday)
    {
        int count = 0;
        for (int day = from + 1; day <= to; day++)
            count += isWorkday(day) ? 1 : 0;
        return count;
    }

    /// <summary>The day that lies so many days of work after another one.</summary>
    internal static int After(int day, int workdays, Func<int, bool> isWorkday)
    {
        // A calendar that never works again would not end: ten years are more than any delivery takes.
        for (int last = day + 3_660; workdays > 0 && day < last;)
            workdays -= isWorkday(++day) ? 1 : 0;
        return day;
    }
}
