using Shipments.Domain.Lanes;
using Shipments.Domain.Parcels;

namespace Shipments.Domain.Choice;

/// <summary>What passes a lane and is counted by half hours. The numbers are written in states: fixed for ever.</summary>
public enum FlowStage
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Parcels that came to the lane: registered, or moved to it.</summary>
    Registered = 1,

    /// <summary>First pick-ups.</summary>
    PickedUp = 2,

    /// <summary>First departures from the outward office of exchange.</summary>
    Departed = 3,

    /// <summary>First arrivals in the country of destination.</summary>
    Arrived = 4,

    /// <summary>First releases by the import customs.</summary>
    Released = 5,

    /// <summary>First times out for delivery.</summary>
    OutForDelivery = 6,

    /// <summary>First deliveries.</summary>
    Delivered = 7,

    /// <summary>Scans between the pick-up and the export customs, each of them: sorted, sent on.</summary>
    Forwarded = 8,

    /// <summary>First releases by the export customs.</summary>
    ExportReleased = 9,

    /// <summary>First scans of whoever delivers.</summary>
    LastMile = 10,

    /// <summary>Further ones before the way out that are no arrivals, each of them: sorted, sent on.</summary>
    Sorted = 11,

    /// <summary>Further arrivals before the way out, each of them: at the depot.</summary>
    AtDepot = 12,
}

/// <summary>Stages and what stands before and behind them.</summary>
public static class FlowStages
{
    /// <summary>How many there are, with <see cref="FlowStage.None"/>.</summary>
    public const int Count = (int)FlowStage.AtDepot + 1;

    /// <summary>
    /// The stages that are watched, in the order of the way: those that carriers bring about. Registrations are the seller's. The first scans of the last mile and the arrivals at depots
    /// only tell what the stages behind them are supplied with: of some carriers nobody tells what comes to them, and what left a sorting office arrives for days after it stopped.
    /// </summary>
    public static readonly IReadOnlyList<FlowStage> Watched =
    [
        FlowStage.PickedUp, FlowStage.Forwarded, FlowStage.ExportReleased, FlowStage.Departed, FlowStage.Arrived, FlowStage.Released,
        FlowStage.Sorted, FlowStage.OutForDelivery, FlowStage.Delivered,
    ];

    /// <summary>The stage a milestone is counted at; <see cref="FlowStage.None"/> for one that is not counted.</summary>
    /// <param name="kind">The milestone.</param>
    public static FlowStage Of(MilestoneKind kind) => kind switch
    {
        MilestoneKind.PickedUp => FlowStage.PickedUp,
        MilestoneKind.ExportCustomsReleased => FlowStage.ExportReleased,
        MilestoneKind.Departed => FlowStage.Departed,
        MilestoneKind.Arrived => FlowStage.Arrived,
        MilestoneKind.ImportCustomsReleased => FlowStage.Released,
        MilestoneKind.OutForDelivery => FlowStage.OutForDelivery,
        MilestoneKind.Delivered => FlowStage.Delivered,
        MilestoneKind.None or MilestoneKind.InfoReceived or MilestoneKind.ImportCustomsStarted
            or MilestoneKind.LastMileAccepted or MilestoneKind.FirstAttempt or MilestoneKind.AvailableForPickup or MilestoneKind.Returning
            or MilestoneKind.Returned => FlowStage.None,
    };

    /// <summary>The stage a scan is counted at by itself, beside the milestones it may reach; <see cref="FlowStage.None"/> for one that is not.</summary>
    /// <param name="phase">What the scan says of the phase.</param>
    /// <param name="milestone">The milestone it tells of.</param>
    /// <param name="isLastMile">Whether the parcel was told to be in the last mile before.</param>
    public static FlowStage OfScan(Phase phase, MilestoneKind milestone, bool isLastMile) => (phase, milestone, isLastMile) switch
    {
        (Phase.PickedUp, MilestoneKind.None, _) => FlowStage.Forwarded,
        (Phase.LastMile, _, false) => FlowStage.LastMile,
        (Phase.LastMile, MilestoneKind.LastMileAccepted, true) => FlowStage.AtDepot,
        (Phase.LastMile, _, true) => FlowStage.Sorted,
        _ => FlowStage.None,
    };

    /// <summary>Whether a stage is one that nearly all carriers tell of. That all are silent is said by these: of the others one office may hold up several.</summary>
    /// <param name="stage">The stage.</param>
    public static bool IsMain(FlowStage stage) => stage is >= FlowStage.PickedUp and <= FlowStage.Delivered;

    /// <summary>Whether a stage is one of <see cref="Watched"/>.</summary>
    /// <param name="stage">The stage.</param>
    public static bool IsWatched(FlowStage stage) => Watched.Contains(stage);

    /// <summary>The place of a stage among <see cref="Watched"/>.</summary>
    /// <param name="stage">A stage that is watched.</param>
    internal static int PlaceOf(FlowStage stage)
    {
        for (int i = 0; i < Watched.Count; i++)
        {
            if (Watched[i] == stage)
                return i;
        }

        throw new ArgumentOutOfRangeException(nameof(stage), stage, "It is not watched.");
    }

    /// <summary>Whether a stage lies in the country of origin; otherwise in that of destination.</summary>
    /// <param name="stage">The stage.</param>
    public static bool IsAtOrigin(FlowStage stage) => stage is <= FlowStage.Departed or FlowStage.Forwarded or FlowStage.ExportReleased;

    /// <summary>The leg of a lane a stage ends.</summary>
    /// <param name="stage">The stage.</param>
    public static LaneLeg LegOf(FlowStage stage) => stage switch
    {
        FlowStage.PickedUp or FlowStage.Forwarded or FlowStage.ExportReleased or FlowStage.Departed => LaneLeg.Export,
        FlowStage.Arrived => LaneLeg.Transport,
        FlowStage.Released or FlowStage.LastMile or FlowStage.Sorted or FlowStage.AtDepot or FlowStage.OutForDelivery or FlowStage.Delivered => LaneLeg.Delivery,
        FlowStage.None or FlowStage.Registered => LaneLeg.None,
    };

    /// <summary>The stage whose parcels feed a stage.</summary>
    /// <param name="stage">The stage.</param>
    public static FlowStage Before(FlowStage stage) => stage switch
    {
        FlowStage.PickedUp => FlowStage.Registered,
        FlowStage.Forwarded or FlowStage.ExportReleased or FlowStage.Departed => FlowStage.PickedUp,
        FlowStage.Arrived => FlowStage.Departed,
        FlowStage.Released or FlowStage.LastMile or FlowStage.OutForDelivery or FlowStage.Delivered => FlowStage.Arrived,
        FlowStage.Sorted or FlowStage.AtDepot => FlowStage.LastMile,
        FlowStage.None or FlowStage.Registered => FlowStage.None,
    };

    /// <summary>The stages that supply a stage, the nearest first.</summary>
    internal static IReadOnlyList<FlowStage> Suppliers(FlowStage stage) => stage switch
    {
        FlowStage.ExportReleased => [FlowStage.Forwarded, FlowStage.PickedUp],
        FlowStage.LastMile => [FlowStage.Released, FlowStage.Arrived],
        FlowStage.AtDepot => [FlowStage.Sorted, FlowStage.LastMile],
        FlowStage.OutForDelivery => [FlowStage.AtDepot, FlowStage.Released, FlowStage.LastMile, FlowStage.Arrived],
        FlowStage.Delivered => [FlowStage.OutForDelivery, FlowStage.Arrived],
        FlowStage.PickedUp or FlowStage.Forwarded or FlowStage.Departed or FlowStage.Arrived or FlowStage.Released or FlowStage.Sorted
            or FlowStage.None or FlowStage.Registered => [Before(stage)],
    };
}
