namespace Shipments.Domain.Parcels;

/// <summary>Which phase may follow which. Any forward skip is legal, because carriers miss scans; of the backward moves only those named here.</summary>
internal static class PhaseMoves
{
    /// <summary>Final phases: later scans are kept and change no decision but counts and milestones.</summary>
    public static bool IsFinal(Phase phase) => phase switch
    {
        Phase.Returned or Phase.Destroyed or Phase.Cancelled => true,
        Phase.None or Phase.Pending or Phase.InfoReceived or Phase.PickedUp or Phase.ExportCustoms or Phase.Departed or Phase.LineHaul
            or Phase.Arrived or Phase.ImportCustoms or Phase.LastMile or Phase.OutForDelivery or Phase.AttemptFailed
            or Phase.AvailableForPickup or Phase.Delivered or Phase.Returning or Phase.Exception or Phase.Lost or Phase.Expired => false,
    };

    /// <summary>The phase a statement leads to. What has moved cannot be cancelled before it moves: it is stopped.</summary>
    public static Phase Target(Phase said, bool hasMoved) => said == Phase.Cancelled && hasMoved ? Phase.Exception : said;

    /// <summary>Whether a parcel has been in a carrier's hands.</summary>
    public static bool HasMoved(Phase phase, Leg leg) => leg != Leg.None || phase is (>= Phase.PickedUp and <= Phase.Returning) or Phase.Lost;

    public static bool IsLegal(Phase from, Phase to) => from == to || from switch
    {
        Phase.None or Phase.Pending or Phase.InfoReceived or Phase.PickedUp or Phase.ExportCustoms or Phase.Departed or Phase.LineHaul
            or Phase.ImportCustoms or Phase.LastMile or Phase.AvailableForPickup or Phase.Returning => to > from,

        // Missent, or in transit through a further country.
        Phase.Arrived => to > from || to == Phase.Departed,
        Phase.OutForDelivery => to > from || to == Phase.LastMile,
        Phase.AttemptFailed => to > from || to == Phase.OutForDelivery,

        // Opened again by a return, and by a pick-up point at which "delivered" meant the shop.
        Phase.Delivered => to is Phase.Returning or Phase.Returned or Phase.AvailableForPickup,
        Phase.Exception or Phase.Expired => true,

        // A carrier's word; silence does not replace it.
        Phase.Lost => to > from && to != Phase.Expired,
        Phase.Returned or Phase.Destroyed or Phase.Cancelled => false,
    };

    /// <summary>The part of the journey that a phase lies in, <see cref="Leg.None"/> when it does not say.</summary>
    public static Leg LegOf(Phase phase) => phase switch
    {
        Phase.PickedUp or Phase.ExportCustoms => Leg.FirstMile,
        Phase.Departed or Phase.LineHaul or Phase.Arrived or Phase.ImportCustoms => Leg.LineHaul,
        Phase.LastMile or Phase.OutForDelivery or Phase.AttemptFailed or Phase.AvailableForPickup or Phase.Delivered => Leg.LastMile,
        Phase.None or Phase.Pending or Phase.InfoReceived or Phase.Returning or Phase.Returned or Phase.Exception or Phase.Lost
            or Phase.Destroyed or Phase.Cancelled or Phase.Expired => Leg.None,
    };
}
