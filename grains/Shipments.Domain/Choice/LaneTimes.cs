using Shipments.Domain.Lanes;

namespace Shipments.Domain.Choice;

/// <summary>
/// How many parcels were tried for the first time within each number of working days after their pick-up, of those picked up long enough ago to tell: so parcels still on their way, lost
/// or sent back count as not tried, and a young week flatters nobody. Weeks count the less the older they are: half after four weeks. The same in calendar days is
/// known apart for each weekday of the pick-up, since flights leave on some days and not on others. Two add up. Not thread-safe.
/// </summary>
public sealed class LaneTimes
{
    /// <summary>The most working days that are told apart: 60.</summary>
    public const int DaysMax = 60;

    /// <summary>A parent counts as so many observations: 8.</summary>
    public const double ParentWeight = 8;

    /// <summary>All weekdays together count as so many observations of one: 10.</summary>
    public const double WeekdayParentWeight = 10;

    private const double HalfLifeWeeks = 4;
    private const int Weekdays = 7;
    private const int Row = DaysMax + 1;
    private const int DayBins = 48;

    private readonly double[] _atRisk = new double[Row];
    private readonly double[] _hits = new double[Row];

    // By the weekday from Monday, then by the calendar days.
    private readonly double[] _weekdayAtRisk = new double[Weekdays * Row];
    private readonly double[] _weekdayHits = new double[Weekdays * Row];

    /// <summary>How many parcels it is from, the older ones counting less.</summary>
    public double Observations => _atRisk[0];

    /// <summary>Parcels picked up so long ago that those tried within so many days are known.</summary>
    public IReadOnlyList<double> AtRisk => _atRisk;

    /// <summary>Those of them that were tried by then.</summary>
    public IReadOnlyList<double> Hits => _hits;

    /// <summary><see cref="AtRisk"/> in calendar days, by the weekday of the pick-up: seven rows, from Monday.</summary>
    public IReadOnlyList<double> WeekdayAtRisk => _weekdayAtRisk;

    /// <summary><see cref="Hits"/> in calendar days, by the weekday of the pick-up: seven rows, from Monday.</summary>
    public IReadOnlyList<double> WeekdayHits => _weekdayHits;

    /// <summary>From the weeks of a lane.</summary>
    /// <param name="cohorts">By the week of the pick-up, as <see cref="LaneDetails.Cohorts"/>.</param>
    /// <param name="isWorkday">Whether the country of destination works on a day, from 1970-01-01 as 0.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="flow">How many were picked up on each of the last days, so that a week that is not over counts too; null when that is not known.</param>
    public static LaneTimes Of(IEnumerable<KeyValuePair<int, LaneCohort>> cohorts, Func<int, bool> isWorkday, long nowMs, LaneFlow? flow = null)
    {
        LaneTimes times = new();
        int today = LaneWeeks.DayOf(nowMs);
        int thisWeek = LaneWeeks.Of(nowMs);
        Span<double> shares = stackalloc double[Weekdays];
        foreach ((int week, LaneCohort cohort) in cohorts)
        {
            if (cohort.PickedUp <= 0)
                continue;
            bool areDaysKnown = PickUpShares(week, cohort, flow, shares);
            if (!areDaysKnown && LaneWeeks.DayOf(week, Weekdays - 1) >= today)
                continue;
            double weight = Math.Pow(0.5, Math.Max(0, thisWeek - week) / HalfLifeWeeks);
            for (int weekday = 0; weekday < Weekdays; weekday++)
            {
                // Where nobody knows how many came on which day, a week is known when all of it is.
                int day = LaneWeeks.DayOf(week, weekday);
                int knownFrom = areDaysKnown ? day : LaneWeeks.DayOf(week, Weekdays - 1);
                if (day >= today)
                    continue;
                double pickedUp = weight * cohort.PickedUp * shares[weekday];
                Add(times._atRisk, times._hits, pickedUp, Took(cohort, weekday, days => Workdays(day, day + days, isWorkday), weight), Workdays(knownFrom, today - 1, isWorkday));
                Add(times._weekdayAtRisk.AsSpan(weekday * Row, Row), times._weekdayHits.AsSpan(weekday * Row, Row), pickedUp, Took(cohort, weekday, static days => days, weight), today - 1 - knownFrom);
            }
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

    /// <summary>Times that were written as <see cref="AtRisk"/>, <see cref="Hits"/>, <see cref="WeekdayAtRisk"/> and <see cref="WeekdayHits"/>.</summary>
    /// <param name="atRisk">At most <see cref="DaysMax"/> + 1; what is missing is 0.</param>
    /// <param name="hits">As many.</param>
    /// <param name="weekdayAtRisk">Seven rows of <see cref="DaysMax"/> + 1, or none.</param>
    /// <param name="weekdayHits">As many.</param>
    public static LaneTimes From(IReadOnlyList<double> atRisk, IReadOnlyList<double> hits, IReadOnlyList<float> weekdayAtRisk, IReadOnlyList<float> weekdayHits)
    {
        LaneTimes times = From(atRisk, hits);
        for (int i = 0; i < times._weekdayAtRisk.Length && i < weekdayAtRisk.Count && i < weekdayHits.Count; i++)
            (times._weekdayAtRisk[i], times._weekdayHits[i]) = (weekdayAtRisk[i], weekdayHits[i]);
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

        for (int i = 0; i < _weekdayAtRisk.Length; i++)
        {
            _weekdayAtRisk[i] += other._weekdayAtRisk[i];
            _weekdayHits[i] += other._weekdayHits[i];
        }
    }

    /// <summary>The share tried within so many working days, and of how many that is known, drawn to a parent's share by <see cref="ParentWeight"/>.</summary>
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

    /// <summary>
    /// The share of parcels picked up on a weekday that is tried within so many calendar days, and of how many that is known: drawn to that of all weekdays by
    /// <see cref="WeekdayParentWeight"/>, and that to a parent's by <see cref="ParentWeight"/>.
    /// </summary>
    /// <param name="days">Calendar days; negative ones give 0.</param>
    /// <param name="weekday">From Monday as 0.</param>
    /// <param name="parent">The parent's share within so many calendar days, rising; null for none.</param>
    public (double Share, double Observations) WithinDays(int days, int weekday, Func<int, double>? parent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weekday);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(weekday, Weekdays);
        double share = 0;
        double observations = 0;
        for (int k = 0; k <= Math.Min(days, DaysMax); k++)
        {
            (double all, double hits) = (parent is null ? 0 : ParentWeight, parent is null ? 0 : ParentWeight * parent(k));
            for (int other = 0; other < Weekdays; other++)
                (all, hits) = (all + _weekdayAtRisk[(other * Row) + k], hits + _weekdayHits[(other * Row) + k]);
            double own = _weekdayAtRisk[(weekday * Row) + k];
            observations = own + Math.Min(all - own, WeekdayParentWeight);
            double drawn = all <= 0 ? 0 : WeekdayParentWeight * Math.Min(1, hits / all);
            share = Math.Max(share, Math.Min(1, (_weekdayHits[(weekday * Row) + k] + drawn) / (own + WeekdayParentWeight)));
        }

        return (share, observations);
    }

    /// <summary>The least number of working days within which so large a share is tried; null when it never is.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="parent">As in <see cref="Within(int, LaneTimes?)"/>.</param>
    public int? Quantile(double share, LaneTimes? parent)
    {
        for (int days = 0; days <= DaysMax; days++)
        {
            if (Within(days, parent) is { Observations: > 0 } within && within.Share >= share - 1e-9)
                return days;
        }

        return null;
    }

    private static void Add(Span<double> atRisk, Span<double> hits, double pickedUp, IEnumerable<(int Days, double Weight)> took, int known)
    {
        foreach ((int days, double weight) in took)
        {
            for (int k = days; k <= Math.Min(known, DaysMax); k++)
                hits[k] += weight;
        }

        for (int k = 0; k <= Math.Min(known, DaysMax); k++)
            atRisk[k] += pickedUp;
    }

    private static IEnumerable<(int Days, double Weight)> Took(LaneCohort cohort, int weekday, Func<int, int> daysOf, double weight) =>
        cohort.TriedDays.Where(found => found.Key.Weekday == weekday).Select(found => (daysOf(found.Key.Days), weight * found.Value));

    // Which share of a week's parcels was picked up on which weekday; true when that was counted, and not told from those that were tried.
    private static bool PickUpShares(int week, LaneCohort cohort, LaneFlow? flow, Span<double> shares)
    {
        int monday = LaneWeeks.DayOf(week, 0);
        bool isHeld = flow is not null && monday * DayBins > flow.Newest - LaneFlow.BinsMax && monday * DayBins >= flow.First;
        for (int weekday = 0; weekday < Weekdays; weekday++)
            shares[weekday] = isHeld ? flow!.Sum(FlowStage.PickedUp, (monday + weekday) * DayBins, ((monday + weekday) * DayBins) + DayBins - 1) : 0;
        double all = Sum(shares);
        bool isCounted = all > 0;
        if (!isCounted)
        {
            foreach (((int weekday, _), long count) in cohort.TriedDays)
                shares[weekday] += count;
            all = Sum(shares);
        }

        for (int weekday = 0; weekday < Weekdays; weekday++)
            shares[weekday] = all > 0 ? shares[weekday] / all : 1.0 / Weekdays;
        return isCounted;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }

    /// <summary>The days of work after one day, up to another and with it.</summary>
    /// <param name="from">The day before the first, from 1970-01-01 as 0.</param>
    /// <param name="to">The last.</param>
    /// <param name="isWorkday">Whether a day is one of work.</param>
    public static int Workdays(int from, int to, Func<int, bool> isWorkday)
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
