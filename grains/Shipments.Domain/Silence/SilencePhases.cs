using Shipments.Domain.Parcels;

namespace Shipments.Domain.Silence;

/// <summary>What is awaited in which phase.</summary>
public static class SilencePhases
{
    /// <summary>The milestone that the next word of a parcel should bring; <see cref="MilestoneKind.None"/> where nothing, or nothing certain, is awaited.</summary>
    /// <param name="phase">Where the parcel is.</param>
    public static MilestoneKind Awaited(Phase phase) => phase switch
    {
        Phase.Pending => MilestoneKind.InfoReceived,
        Phase.InfoReceived => MilestoneKind.PickedUp,
        Phase.PickedUp => MilestoneKind.Departed,
        Phase.ExportCustoms => MilestoneKind.ExportCustomsReleased,
        Phase.Departed or Phase.LineHaul => MilestoneKind.Arrived,
        Phase.Arrived => MilestoneKind.LastMileAccepted,
        Phase.ImportCustoms => MilestoneKind.ImportCustomsReleased,
        Phase.LastMile => MilestoneKind.OutForDelivery,
        Phase.OutForDelivery or Phase.AttemptFailed or Phase.AvailableForPickup => MilestoneKind.Delivered,
        Phase.Returning => MilestoneKind.Returned,
        Phase.None or Phase.Delivered or Phase.Returned or Phase.Exception or Phase.Lost or Phase.Destroyed or Phase.Cancelled
            or Phase.Expired => MilestoneKind.None,
    };

    /// <summary>Whether something is awaited at all. A parcel that is delivered, or that its carrier calls lost or expired, may be heard of again, but nobody waits.</summary>
    internal static bool IsOpen(Phase phase) => phase == Phase.Exception || Awaited(phase) != MilestoneKind.None;
}
