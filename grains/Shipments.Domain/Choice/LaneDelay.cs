using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Choice;

/// <summary>
/// How long parcels wait for their pick-up now, and by how much longer than usual the rest of the way will take, in days. A share of what was
/// delivered shows a closed flight only when its parcels are late; what piles up in front of it shows it at once.
/// </summary>
/// <param name="PickUpDays">From the registration to the pick-up.</param>
/// <param name="MoreDays">What queues add to the times of the past weeks.</param>
public readonly record struct LaneDelay(double PickUpDays, double MoreDays)
{
    /// <summary>The greatest delay that is told: 30 days.</summary>
    public const double DaysMax = 30;

    private const int WeeksBack = LaneFlow.WeeksMax - 1;
    private const int DayBins = 48;
    private const double DayMs = 86_400_000;

    // The last half day is not all reported yet.
    private const int LagBins = 24;

    // What the pipe holds is not known before parcels have gone through it.
    private const int FillBins = 10 * DayBins;

    // A queue that parcels reach only in so many days is by a factor e shorter by then.
    private const double AheadDays = 7;

    private const double PickUpUsualDays = 1;

    private const double ParcelsMin = 10;
    private const double ChanceDeviations = 1.5;

    /// <summary>Looks at a lane.</summary>
    /// <param name="flow">What passed its stages; not changed.</param>
    /// <param name="details">Its figures.</param>
    /// <param name="nowMs">The time now, in milliseconds since 1970-01-01 UTC.</param>
    public static LaneDelay Of(LaneFlow flow, LaneDetails details, long nowMs)
    {
        int end = LaneFlow.BinOf(nowMs) - LagBins;
        double export = LegDays(details, LaneLeg.Export);
        double transport = LegDays(details, LaneLeg.Transport);
        double delivery = LegDays(details, LaneLeg.Delivery);
        double more = Queue(flow, details, FlowStage.PickedUp, FlowStage.Departed, end, export)
            + (Queue(flow, details, FlowStage.Departed, FlowStage.Arrived, end, transport) * Math.Exp(-export / AheadDays))
            + (Queue(flow, details, FlowStage.Arrived, FlowStage.OutForDelivery, end, delivery) * Math.Exp(-(export + transport) / AheadDays));
        // Where carriers tell of no announced parcel, only what was registered and not picked up tells of a hub that stands still.
        double pickUp = Math.Max(PickUp(flow, details, nowMs), Queue(flow, details, FlowStage.Registered, FlowStage.PickedUp, end, PickUpUsualDays));
        return new LaneDelay(Math.Min(pickUp, DaysMax), Math.Min(more, DaysMax));
    }

    // Parcels that wait, over parcels that come in a day: how long one waits.
    private static double PickUp(LaneFlow flow, LaneDetails details, long nowMs)
    {
        int bin = LaneFlow.BinOf(nowMs);
        double came = flow.Sum(FlowStage.Registered, bin - LaneFlow.WeekBins + 1, bin);
        if (came < ParcelsMin)
            return 0;
        double wait = details.Backlog.Phases.Where(phase => phase.Key is Phase.Pending or Phase.InfoReceived).Sum(phase => phase.Value[0] + phase.Value[1]);
        return wait / (came / 7);
    }

    // What lies between two stages beyond what lay there at the same time of the last weeks, over what comes in a day: weeks, since flights have
    // weekdays. What chance alone makes of so few parcels does not count.
    private static double Queue(LaneFlow flow, LaneDetails details, FlowStage from, FlowStage to, int end, double usualDays)
    {
        double reach = Reach(details, to) / Reach(details, from);
        List<double> grown = [];
        double sum = 0;
        double came = 0;
        for (int week = 1; week <= WeeksBack && end - (week * LaneFlow.WeekBins) >= flow.First + FillBins; week++)
        {
            int begin = end - (week * LaneFlow.WeekBins);
            double entered = reach * flow.Sum(from, begin + 1, begin + LaneFlow.WeekBins);
            sum += entered - flow.Sum(to, begin + 1, begin + LaneFlow.WeekBins);
            came += entered;
            grown.Add(sum);
        }

        if (came < ParcelsMin)
            return 0;
        double rate = came / (7 * grown.Count);
        grown.Sort();
        double middle = (grown[(grown.Count - 1) / 2] + grown[grown.Count / 2]) / 2;
        double chance = ChanceDeviations * Math.Sqrt(2 * Math.Max(usualDays, 0.5) / rate);
        return Math.Max(0, (middle / rate) - chance);
    }

    // Of the parcels that were delivered, the share that carriers told of at a stage.
    private static double Reach(LaneDetails details, FlowStage stage)
    {
        MilestoneKind kind = stage switch
        {
            FlowStage.PickedUp => MilestoneKind.PickedUp,
            FlowStage.Departed => MilestoneKind.Departed,
            FlowStage.Arrived => MilestoneKind.Arrived,
            FlowStage.OutForDelivery => MilestoneKind.OutForDelivery,
            FlowStage.Delivered => MilestoneKind.Delivered,
            FlowStage.None or FlowStage.Registered or FlowStage.Released or FlowStage.Forwarded or FlowStage.ExportReleased or FlowStage.LastMile or FlowStage.Sorted
                or FlowStage.AtDepot => MilestoneKind.None,
        };

        // Whoever registers a parcel tells of it.
        if (kind == MilestoneKind.None)
            return 1;
        long all = details.Scanned[(int)MilestoneKind.Delivered];
        return all < ParcelsMin ? 1 : Math.Max(0.05, (double)details.Scanned[(int)kind] / all);
    }

    private static double LegDays(LaneDetails details, LaneLeg leg) => details.Legs[(int)leg] is { Count: > 0 } sketch ? sketch.Quantile(0.5)!.Value / DayMs : 1;
}
