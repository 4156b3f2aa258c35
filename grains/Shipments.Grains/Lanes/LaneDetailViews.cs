using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;
using Shipments.Grains.Eta;
using Shipments.V1;
using DomainLeg = Shipments.Domain.Lanes.LaneLeg;
using DomainMilestone = Shipments.Domain.Parcels.MilestoneKind;
using DomainPhase = Shipments.Domain.Parcels.Phase;
using DomainStatus = Shipments.Domain.Parcels.CustomsStatus;
using PublicDetails = Shipments.V1.LaneDetails;
using PublicLeg = Shipments.V1.LaneLeg;

namespace Shipments.Grains.Lanes;

/// <summary>A lane's details as callers see them.</summary>
internal static class LaneDetailViews
{
    /// <param name="details">The lane's figures.</param>
    /// <param name="isWorkday">Whether the country of destination works on a day, from 1970-01-01 as 0.</param>
    public static PublicDetails Of(Domain.Lanes.LaneDetails details, Func<int, bool> isWorkday)
    {
        PublicDetails view = new()
        {
            Outcomes = LaneOutcomeViews.Of(details.Cohorts.Values),
            SettledOutcomes = LaneOutcomeViews.Of(LaneSettled.Of(details.Cohorts, details.Backlog.Today)),
            OriginalPromise = Promise(details.Promises.Original),
            CurrentPromise = Promise(details.Promises.Current),
            Overdue = details.Promises.Overdue,
            FirstAttempt = new FirstAttemptStats
            {
                Attempted = details.Promises.Attempted,
                Delivered = details.Promises.DeliveredAtFirst,
                DeliveredShare = LaneViews.Share(details.Promises.DeliveredAtFirst, details.Promises.Attempted),
            },
            Customs = Customs(details),
            DataLatency = LaneViews.Of(details.Latency),
            Estimates = EstimateViews.Of(details.Estimates),
        };
        foreach ((DomainPhase phase, long[] ages) in details.Backlog.Phases)
            view.Backlog.Add(Backlog(phase, ages));
        for (int leg = 1; leg < details.Legs.Count; leg++)
            view.Legs.Add(new LegStats { Leg = (PublicLeg)leg, Duration = LaneViews.Of(details.Legs[leg]) });
        foreach (((DomainLeg leg, int period), QuantileSketch duration) in details.LegsByPeriod())
            view.Legs[(int)leg - 1].Periods.Add(new LegPeriod { Start = LaneViews.Monday(period), Duration = LaneViews.Of(duration) });
        foreach ((DomainMilestone kind, QuantileSketch dwell) in details.Dwells)
            view.Dwells.Add(new DwellStats { Milestone = (MilestoneKind)kind, Duration = LaneViews.Of(dwell) });
        foreach ((int week, LaneCohort cohort) in details.Cohorts)
            view.Cohorts.Add(Cohort(week, cohort, isWorkday));
        AddCompliance(view, details.Scanned);
        return view;
    }

    private static BacklogPhase Backlog(DomainPhase phase, long[] ages)
    {
        BacklogPhase view = new() { Phase = (Phase)phase, Parcels = ages.Sum() };
        for (int i = 0; i < ages.Length; i++)
        {
            if (ages[i] == 0)
                continue;
            AgeCount age = new() { DaysFrom = LaneBacklog.AgesFromDays[i], Parcels = ages[i] };
            if (i + 1 < ages.Length)
                age.DaysTo = LaneBacklog.AgesFromDays[i + 1] - 1;
            view.Ages.Add(age);
        }

        return view;
    }

    private static PostingCohort Cohort(int week, LaneCohort cohort, Func<int, bool> isWorkday)
    {
        int monday = LaneWeeks.DayOf(week, 0);
        SortedDictionary<int, long> calendarDays = [];
        SortedDictionary<int, long> workingDays = [];
        foreach (((int weekday, int days), long count) in cohort.Days)
        {
            int working = LaneTimes.Workdays(monday + weekday, monday + weekday + days, isWorkday);
            calendarDays[days] = calendarDays.GetValueOrDefault(days) + count;
            workingDays[working] = workingDays.GetValueOrDefault(working) + count;
        }

        return new PostingCohort
        {
            WeekStart = LaneViews.Monday(week),
            Outcomes = LaneOutcomeViews.Of([cohort]),
            DoorToDoor = LaneViews.Of(cohort.DoorToDoor),
            CalendarDays = Days(calendarDays),
            WorkingDays = Days(workingDays),
        };
    }

    private static DayStats Days(SortedDictionary<int, long> days)
    {
        long all = days.Values.Sum();
        return new DayStats { Observations = all, P50Days = Quantile(days, all, 0.5), P80Days = Quantile(days, all, 0.8), P95Days = Quantile(days, all, 0.95) };
    }

    private static int Quantile(SortedDictionary<int, long> days, long all, double share)
    {
        long left = (long)Math.Ceiling(share * all);
        foreach ((int value, long count) in days)
        {
            left -= count;
            if (left <= 0)
                return value;
        }

        return 0;
    }

    private static PromiseStats Promise(LanePromiseFigures figures) => new()
    {
        Kept = figures.Kept,
        Missed = figures.Missed,
        KeptShare = LaneViews.Share(figures.Kept, figures.Kept + figures.Missed),
        MeanDaysLate = Math.Round(figures.MeanDaysLate, 2),
        Deliveries = figures.Deliveries,
        WithinADayShare = LaneViews.Share(figures.WithinADay, figures.Deliveries),
        MeanAbsoluteDays = Math.Round(figures.MeanAbsoluteDays, 2),
        BiasDays = Math.Round(figures.BiasDays, 2),
        Inside = figures.Inside,
        InsideShare = LaneViews.Share(figures.Inside, figures.Kept + figures.Missed),
    };

    private static CustomsStats Customs(Domain.Lanes.LaneDetails details)
    {
        CustomsStats view = new() { Release = LaneViews.Of(details.Release) };
        long all = 0;
        foreach ((DomainStatus status, long parcels) in details.Customs)
        {
            if (parcels == 0)
                continue;
            view.Statuses.Add(new CustomsCount { Status = (CustomsStatus)status, Parcels = parcels });
            all += parcels;
            view.Stopped += IsStopped(status) ? parcels : 0;
        }

        view.StoppedShare = LaneViews.Share(view.Stopped, all);
        view.EverStopped = details.EverStopped;
        view.EverStoppedShare = LaneViews.Share(details.EverStopped, details.StoppedOf);
        return view;
    }

    internal static bool IsStopped(DomainStatus status) => status switch
    {
        DomainStatus.DataMissing or DomainStatus.DoNotLoad or DomainStatus.InformationRequired or DomainStatus.PaymentDue or DomainStatus.Held
            or DomainStatus.Inspected or DomainStatus.Seized => true,
        DomainStatus.None or DomainStatus.NotRequired or DomainStatus.DataSent or DomainStatus.Assessing or DomainStatus.Released
            or DomainStatus.Refused or DomainStatus.ReturnOrdered => false,
    };

    private static void AddCompliance(PublicDetails view, IReadOnlyList<long> scanned)
    {
        long delivered = scanned[(int)DomainMilestone.Delivered];
        for (int kind = 1; kind < scanned.Count && delivered > 0; kind++)
        {
            view.ScanCompliance.Add(new ScanCompliance
            {
                Milestone = (MilestoneKind)kind, Parcels = scanned[kind], Share = LaneViews.Share(scanned[kind], delivered),
            });
        }
    }
}
