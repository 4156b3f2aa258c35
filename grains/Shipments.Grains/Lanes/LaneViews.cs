using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Shipments.Domain.Lanes;
using Shipments.V1;
using DomainPhase = Shipments.Domain.Parcels.Phase;

namespace Shipments.Grains.Lanes;

/// <summary>Lanes as callers see them.</summary>
internal static class LaneViews
{
    private const double HourMs = 3_600_000;

    public static Lane Of(LaneKey key, LaneState state, long nowMs)
    {
        LaneFigures figures = LaneFigures.Of(state.Cells);
        Lane lane = new()
        {
            Name = "lanes/" + key.Lane,
            Origin = key.Origin,
            Destination = key.Destination,
            Service = key.Service,
            InTransit = figures.InTransit,
            Delivered = figures.Parcels(DomainPhase.Delivered),
            DoorToDoor = Of(figures.DoorToDoor),
            UpdateTime = TimeOf(state.UpdatedMs),
            AsOf = TimeOf(state.AsOfMs),
            Status = LaneStatusViews.Of(state.Control, nowMs),
            Etag = LaneStatusViews.EtagOf(state.Control),
        };
        foreach (DomainPhase phase in System.Enum.GetValues<DomainPhase>())
        {
            if (figures.Parcels(phase) is var parcels and not 0)
                lane.ParcelsByPhase.Add(new PhaseCount { Phase = (Phase)phase, Parcels = parcels });
        }

        return lane;
    }

    /// <summary>A share of a whole, rounded to a hundredth of a percent; 0 of nothing.</summary>
    public static double Share(long part, long whole) => whole <= 0 ? 0 : Math.Round((double)part / whole, 4);

    public static DurationStats Of(QuantileSketch sketch) => new()
    {
        Observations = sketch.Count,
        RelativeError = LogBuckets.RelativeError,
        P50Hours = Hours(sketch.Quantile(0.5)),
        P80Hours = Hours(sketch.Quantile(0.8)),
        P95Hours = Hours(sketch.Quantile(0.95)),
    };

    /// <summary>Hours; 0 for nothing. Further digits would say more than the buckets know.</summary>
    public static double Hours(double? ms) => ms is null ? 0 : Math.Round(ms.Value / HourMs, 4);

    /// <summary>The Monday a week begins with.</summary>
    public static string Monday(int week) =>
        DateTimeOffset.UnixEpoch.AddDays(LaneWeeks.DayOf(week, 0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Timestamp? TimeOf(long ms) => ms == 0 ? null : Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(ms));
}
