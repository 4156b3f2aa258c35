using Shipments.Domain.Lanes;
using Shipments.V1;

namespace Shipments.Grains.Lanes;

/// <summary>What became of parcels, as callers see it.</summary>
internal static class LaneOutcomeViews
{
    public static OutcomeStats Of(IReadOnlyCollection<LaneCohort> cohorts)
    {
        OutcomeStats view = new()
        {
            PickedUp = cohorts.Sum(cohort => cohort.PickedUp),
            Delivered = cohorts.Sum(cohort => cohort.Outcome(LaneOutcome.Delivered)),
            Returned = cohorts.Sum(cohort => cohort.Outcome(LaneOutcome.Returned)),
            Lost = cohorts.Sum(cohort => cohort.Outcome(LaneOutcome.Lost)),
            Destroyed = cohorts.Sum(cohort => cohort.Outcome(LaneOutcome.Destroyed)),
            Expired = cohorts.Sum(cohort => cohort.Outcome(LaneOutcome.Expired)),
        };
        view.DeliveredShare = LaneViews.Share(view.Delivered, view.PickedUp);
        view.ReturnedShare = LaneViews.Share(view.Returned, view.PickedUp);
        view.LostShare = LaneViews.Share(view.Lost, view.PickedUp);
        view.DestroyedShare = LaneViews.Share(view.Destroyed, view.PickedUp);
        return view;
    }

    public static SettledOutcomes Of(LaneSettled settled) => new()
    {
        Outcomes = Of(settled.Cohorts),
        P99Hours = LaneViews.Hours(settled.P99Ms),
        P99Observations = settled.Observations,
        Weeks = settled.Cohorts.Count,
        NewestWeekStart = settled.NewestWeek == 0 ? "" : LaneViews.Monday(settled.NewestWeek),
    };
}
