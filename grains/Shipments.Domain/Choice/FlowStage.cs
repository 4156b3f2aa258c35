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
}

/// <summary>Stages and what stands before and behind them.</summary>
public static class FlowStages
{
    /// <summary>How many there are, with <see cref="FlowStage.None"/>.</summary>
    public const int Count = (int)FlowStage.Delivered + 1;

    /// <summary>The stage a milestone is counted at; <see cref="FlowStage.None"/> for one that is not counted.</summary>
    /// <param name="kind">The milestone.</param>
    public static FlowStage Of(MilestoneKind kind) => kind switch
    {
        MilestoneKind.PickedUp => FlowStage.PickedUp,
        MilestoneKind.Departed => FlowStage.Departed,
        MilestoneKind.Arrived => FlowStage.Arrived,
        MilestoneKind.ImportCustomsReleased => FlowStage.Released,
        MilestoneKind.OutForDelivery => FlowStage.OutForDelivery,
        MilestoneKind.Delivered => FlowStage.Delivered,
        MilestoneKind.None or MilestoneKind.InfoReceived or MilestoneKind.ExportCustomsReleased or MilestoneKind.ImportCustomsStarted
            or MilestoneKind.LastMileAccepted or MilestoneKind.FirstAttempt or MilestoneKind.AvailableForPickup or MilestoneKind.Returning
            or MilestoneKind.Returned => FlowStage.None,
    };

    /// <summary>Whether a stage is watched: one that carriers bring about. Registrations are the seller's.</summary>
    /// <param name="stage">The stage.</param>
    public static bool IsWatched(FlowStage stage) => stage >= FlowStage.PickedUp;

    /// <summary>Whether a stage lies in the country of origin; otherwise in that of destination.</summary>
    /// <param name="stage">The stage.</param>
    public static bool IsAtOrigin(FlowStage stage) => stage <= FlowStage.Departed;

    /// <summary>The leg of a lane a stage ends.</summary>
    /// <param name="stage">The stage.</param>
    public static LaneLeg LegOf(FlowStage stage) => stage switch
    {
        FlowStage.PickedUp or FlowStage.Departed => LaneLeg.Export,
        FlowStage.Arrived => LaneLeg.Transport,
        FlowStage.Released or FlowStage.OutForDelivery or FlowStage.Delivered => LaneLeg.Delivery,
        FlowStage.None or FlowStage.Registered => LaneLeg.None,
    };

    /// <summary>The stage whose parcels feed a stage.</summary>
    /// <param name="stage">The stage.</param>
    public static FlowStage Before(FlowStage stage) => stage switch
    {
        FlowStage.PickedUp => FlowStage.Registered,
        FlowStage.Departed => FlowStage.PickedUp,
        FlowStage.Arrived => FlowStage.Departed,
        FlowStage.Released or FlowStage.OutForDelivery or FlowStage.Delivered => FlowStage.Arrived,
        FlowStage.None or FlowStage.Registered => FlowStage.None,
    };
}
