using Shipments.Domain.Lanes;

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

    /// <summary>Nothing is known: no holidays, any transit.</summary>
    public static FlowContext None { get; } = new(static (_, _) => false, new Dictionary<LaneLeg, (double, double)>());

    /// <summary>What a lane's own figures and calendars say.</summary>
    /// <param name="legs">The durations of the legs, by <see cref="LaneLeg"/>, as in <see cref="LaneDetails.Legs"/>.</param>
    /// <param name="isHoliday">As <see cref="IsHoliday"/>.</param>
    public static FlowContext Of(IReadOnlyList<QuantileSketch> legs, Func<bool, int, bool> isHoliday)
    {
        const double HourMs = 3_600_000;
        Dictionary<LaneLeg, (double, double)> hours = [];
        for (int leg = 1; leg < legs.Count; leg++)
        {
            if (legs[leg] is { Count: >= 20 } sketch)
                hours[(LaneLeg)leg] = (sketch.Quantile(0.05)!.Value / HourMs, Math.Min(sketch.Quantile(0.95)!.Value / HourMs, TransitHoursMax));
        }

        return new FlowContext(isHoliday, hours);
    }

    /// <summary>How long before, at least and at most, that passed the stage before which passes a stage now; in half hours.</summary>
    internal (int Least, int Most) LagBins(FlowStage stage)
    {
        if (stage == FlowStage.PickedUp)
            return (0, 2 * 48);
        (double least, double most) = TransitHours.GetValueOrDefault(FlowStages.LegOf(stage), (0, TransitHoursMax));
        bool isWhole = stage is FlowStage.Departed or FlowStage.Arrived or FlowStage.Delivered;
        const int Margin = 24;
        return (isWhole ? Math.Max(0, (int)(least * 2) - Margin) : 0, (int)(most * 2) + Margin);
    }
}
