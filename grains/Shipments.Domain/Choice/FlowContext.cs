using Shipments.Domain.Lanes;
using Shipments.Domain.Scans;

namespace Shipments.Domain.Choice;

/// <summary>What a detector knows of a lane beside its flow.</summary>
/// <param name="IsHoliday">
/// Whether a weekday, from 1970-01-01 as 0, is a public holiday: at the origin when the first argument is true, at the destination otherwise.
/// Weekends need no word: each half hour is compared with the same one of other weeks.
/// </param>
/// <param name="TransitHours">
/// The shortest and the longest usual time of each leg, in hours, by <see cref="LaneLeg"/>; what is not known counts as 0 to 336.
/// </param>
public sealed record FlowContext(Func<bool, int, bool> IsHoliday, IReadOnlyDictionary<LaneLeg, (double Least, double Most)> TransitHours)
{
    private const double TransitHoursMax = 336;
    private const int Margin = 24;

    /// <summary>Nothing is known: no holidays, any transit, clocks that are never moved.</summary>
    public static FlowContext None { get; } = new(static (_, _) => false, new Dictionary<LaneLeg, (double, double)>());

    /// <summary>
    /// How many half hours the clock is ahead of UTC in a half hour: at the origin when the first argument is true, at the destination otherwise. It only matters how
    /// that changes from summer to winter, so one of a country's clocks stands for all.
    /// </summary>
    public Func<bool, int, int> ClockBins { get; init; } = static (_, _) => 0;

    /// <summary>What a lane's own figures and calendars say.</summary>
    /// <param name="key">The lane.</param>
    /// <param name="legs">The durations of the legs, by <see cref="LaneLeg"/>, as in <see cref="LaneDetails.Legs"/>.</param>
    /// <param name="isHoliday">Whether a day, from 1970-01-01 as 0, is a public holiday in a country.</param>
    public static FlowContext Of(LaneKey key, IReadOnlyList<QuantileSketch> legs, Func<string, int, bool> isHoliday)
    {
        const double HourMs = 3_600_000;
        Dictionary<LaneLeg, (double, double)> hours = [];
        for (int leg = 1; leg < legs.Count; leg++)
        {
            if (legs[leg] is { Count: >= 20 } sketch)
                hours[(LaneLeg)leg] = (sketch.Quantile(0.05)!.Value / HourMs, Math.Min(sketch.Quantile(0.95)!.Value / HourMs, TransitHoursMax));
        }

        (string origin, string destination) = (key.Origin, key.Destination);
        return new FlowContext((isOrigin, day) => isHoliday(isOrigin ? origin : destination, day), hours)
        {
            ClockBins = (isOrigin, bin) => ClockOf(isOrigin ? origin : destination, bin),
        };
    }

    /// <summary>How long before, at least and at most, that passed the stage before which passes a stage now; in half hours.</summary>
    internal (int Least, int Most) LagBins(FlowStage stage)
    {
        if (stage == FlowStage.PickedUp)
            return (0, 2 * 48);
        (double least, double most) = HoursOf(FlowStages.LegOf(stage));
        bool isWhole = stage is FlowStage.Departed or FlowStage.Arrived or FlowStage.Delivered;
        return (isWhole ? Math.Max(0, (int)(least * 2) - Margin) : 0, (int)(most * 2) + Margin);
    }

    /// <summary>
    /// The same from the stage that supplies a stage. Of the legs only whole ones are known: a release comes within the shortest time of all of the delivery leg, and a
    /// first round within one and a half times that.
    /// </summary>
    internal (int Least, int Most) SupplyBins(FlowStage stage, FlowStage before)
    {
        (double least, double most) = HoursOf(FlowStages.LegOf(stage));
        return stage switch
        {
            FlowStage.PickedUp => (12, 96),
            FlowStage.Forwarded or FlowStage.LastMile => (0, 2 * Margin),
            FlowStage.ExportReleased or FlowStage.Sorted => (0, 3 * Margin),
            FlowStage.AtDepot => (Margin / 3, Math.Max(3 * Margin, (int)least)),
            FlowStage.Departed or FlowStage.Arrived => ((int)(least * 2), (int)(most * 2)),
            FlowStage.Released => (4, Math.Max(Margin, (int)(least * 2))),
            FlowStage.OutForDelivery when before == FlowStage.AtDepot => (0, 4 * Margin),
            FlowStage.OutForDelivery when before is FlowStage.Released or FlowStage.LastMile => (12, Math.Max(2 * Margin, (int)(least * 2.8))),
            FlowStage.OutForDelivery => ((int)(least * 0.6), (int)(most * 1.8)),
            FlowStage.Delivered => before == FlowStage.OutForDelivery ? (0, 32) : ((int)(least * 2), (int)(most * 2)),
            FlowStage.None or FlowStage.Registered => throw new ArgumentOutOfRangeException(nameof(stage), stage, "Nothing supplies it."),
        };
    }

    private (double Least, double Most) HoursOf(LaneLeg leg) => TransitHours.GetValueOrDefault(leg, (0, TransitHoursMax));

    // The half hour in which a clock is moved may count as before or after it.
    private static int ClockOf(string country, int bin)
    {
        DateTime utc = DateTimeOffset.FromUnixTimeMilliseconds(bin * LaneFlow.BinMs).UtcDateTime;
        return CountryZones.Of(country, utc) is [var zone, ..] ? (int)(zone.Offsets(utc + zone.Standard)[^1].TotalHours * 2) : 0;
    }
}
