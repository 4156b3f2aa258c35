using Google.Protobuf.WellKnownTypes;
using Shipments.Domain.Eta;
using Shipments.Grains.Lanes;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Grains.Eta;

/// <summary>Estimates of the first attempt, and how they did, as callers see them. The numbers of the enums are the same on both sides.</summary>
internal static class EstimateViews
{
    private const long MinuteMs = 60_000;

    /// <summary>An estimate, or none.</summary>
    public static DeliveryEstimate? Of(EstimateRecord? estimate)
    {
        if (estimate is null)
            return null;
        long p50 = estimate.SaidMin + estimate.P50Min;
        long p80 = p50 + estimate.P80Min;
        return new DeliveryEstimate
        {
            P50Time = TimeOf(p50),
            P80Time = TimeOf(p80),
            P95Time = TimeOf(p80 + estimate.P95Min),
            SaidTime = TimeOf(estimate.SaidMin),
            Milestone = MilestoneOf((EtaPoint)estimate.Point),
            CustomsStopped = estimate.Point == (int)EtaPoint.CustomsStopped,
            Level = (EstimateLevel)estimate.Level,
            Observations = estimate.Observations,
        };
    }

    /// <summary>How a lane's estimates did.</summary>
    public static EstimateStats Of(LaneEstimates estimates)
    {
        EstimateStats view = new()
        {
            First = Of(estimates.First),
            Last = Of(estimates.Last),
            Parcels = estimates.Parcels,
            MeanAnnouncements = estimates.Parcels <= 0 ? 0 : Math.Round((double)estimates.Announcements / estimates.Parcels, 2),
        };
        foreach ((EtaPoint point, (long attempts, long inP80)) in estimates.Points)
        {
            view.Points.Add(new PointWindowStats
            {
                Milestone = MilestoneOf(point),
                CustomsStopped = point == EtaPoint.CustomsStopped,
                Attempts = attempts,
                InP80Share = LaneViews.Share(inP80, attempts),
            });
        }

        return view;
    }

    private static WindowStats Of(WindowFigures figures) => new()
    {
        Attempts = figures.Attempts,
        InP50Share = LaneViews.Share(figures.In(0), figures.Attempts),
        InP80Share = LaneViews.Share(figures.In(1), figures.Attempts),
        InP95Share = LaneViews.Share(figures.In(2), figures.Attempts),
        MeanAbsoluteDays = Math.Round(figures.MeanAbsoluteDays, 2),
        BiasDays = Math.Round(figures.BiasDays, 2),
        PinballP50Days = Math.Round(figures.PinballDays(0), 3),
        PinballP80Days = Math.Round(figures.PinballDays(1), 3),
        PinballP95Days = Math.Round(figures.PinballDays(2), 3),
    };

    private static MilestoneKind MilestoneOf(EtaPoint point) =>
        point == EtaPoint.CustomsStopped ? MilestoneKind.Unspecified : (MilestoneKind)point;

    private static Timestamp TimeOf(long minutes) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(minutes * MinuteMs));
}
