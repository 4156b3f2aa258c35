using Shipments.Domain.Parcels;

namespace Shipments.Domain.Lanes;

/// <summary>What became of a parcel that was picked up. The numbers are written in states: fixed for ever.</summary>
public enum LaneOutcome
{
    /// <summary>Nothing yet.</summary>
    Open = 0,

    /// <summary>It is delivered.</summary>
    Delivered = 1,

    /// <summary>It goes or went back.</summary>
    Returned = 2,

    /// <summary>Its carrier says it is lost.</summary>
    Lost = 3,

    /// <summary>It was destroyed.</summary>
    Destroyed = 4,

    /// <summary>Nobody has heard of it for long.</summary>
    Expired = 5,
}

/// <summary>Outcomes of phases.</summary>
internal static class LaneOutcomes
{
    /// <summary>How many kinds there are.</summary>
    public const int Count = (int)LaneOutcome.Expired + 1;

    public static LaneOutcome Of(Phase phase) => phase switch
    {
        Phase.Delivered => LaneOutcome.Delivered,
        Phase.Returning or Phase.Returned => LaneOutcome.Returned,
        Phase.Lost => LaneOutcome.Lost,
        Phase.Destroyed => LaneOutcome.Destroyed,
        Phase.Expired => LaneOutcome.Expired,
        Phase.None or Phase.Pending or Phase.InfoReceived or Phase.PickedUp or Phase.ExportCustoms or Phase.Departed or Phase.LineHaul
            or Phase.Arrived or Phase.ImportCustoms or Phase.LastMile or Phase.OutForDelivery or Phase.AttemptFailed
            or Phase.AvailableForPickup or Phase.Exception or Phase.Cancelled => LaneOutcome.Open,
    };

    /// <summary>In a carrier's hands: picked up, and neither delivered nor ended otherwise.</summary>
    public static bool IsInTransit(Phase phase) => phase switch
    {
        Phase.PickedUp or Phase.ExportCustoms or Phase.Departed or Phase.LineHaul or Phase.Arrived or Phase.ImportCustoms or Phase.LastMile
            or Phase.OutForDelivery or Phase.AttemptFailed or Phase.AvailableForPickup or Phase.Returning or Phase.Exception => true,
        Phase.None or Phase.Pending or Phase.InfoReceived or Phase.Delivered or Phase.Returned or Phase.Lost or Phase.Destroyed
            or Phase.Cancelled or Phase.Expired => false,
    };
}
