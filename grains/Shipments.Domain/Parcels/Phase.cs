namespace Shipments.Domain.Parcels;

/// <summary>Where a parcel is on its way. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum Phase
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>Registered; no carrier has said anything yet.</summary>
    Pending = 1,

    /// <summary>A carrier knows of the parcel and has not touched it.</summary>
    InfoReceived = 2,

    /// <summary>In a carrier's hands.</summary>
    PickedUp = 3,

    /// <summary>Before the customs of the country it leaves.</summary>
    ExportCustoms = 4,

    /// <summary>Left the outward office of exchange.</summary>
    Departed = 5,

    /// <summary>Between countries.</summary>
    LineHaul = 6,

    /// <summary>Reached the country it goes to.</summary>
    Arrived = 7,

    /// <summary>Before the customs of the country it goes to.</summary>
    ImportCustoms = 8,

    /// <summary>With the delivering carrier.</summary>
    LastMile = 9,

    /// <summary>On the vehicle that delivers it.</summary>
    OutForDelivery = 10,

    /// <summary>A delivery was tried and failed.</summary>
    AttemptFailed = 11,

    /// <summary>Waits for its recipient at a counter, locker or shop.</summary>
    AvailableForPickup = 12,

    /// <summary>With its recipient. A return, a correction or a false delivery at a pick-up point opens it again.</summary>
    Delivered = 13,

    /// <summary>On its way back to the sender.</summary>
    Returning = 14,

    /// <summary>Back with the sender. Final.</summary>
    Returned = 15,

    /// <summary>Stopped by something Reason names.</summary>
    Exception = 16,

    /// <summary>Declared lost by a carrier.</summary>
    Lost = 17,

    /// <summary>Destroyed. Final.</summary>
    Destroyed = 18,

    /// <summary>Cancelled before it moved. Final.</summary>
    Cancelled = 19,

    /// <summary>Silent for too long. Any new scan revives it.</summary>
    Expired = 20,
}
