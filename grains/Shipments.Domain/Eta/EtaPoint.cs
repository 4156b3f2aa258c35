namespace Shipments.Domain.Eta;

/// <summary>
/// A point of the way from which the time to the first attempt is measured. The first nine are the milestones of the same numbers. The numbers
/// are written in states: fixed for ever.
/// </summary>
public enum EtaPoint
{
    /// <summary>None: nothing is known of the way.</summary>
    None = 0,

    /// <summary>A carrier knows of the parcel.</summary>
    InfoReceived = 1,

    /// <summary>Picked up.</summary>
    PickedUp = 2,

    /// <summary>Released by the customs of the country it leaves.</summary>
    ExportCustomsReleased = 3,

    /// <summary>Left the outward office of exchange.</summary>
    Departed = 4,

    /// <summary>Reached the country it goes to.</summary>
    Arrived = 5,

    /// <summary>Shown to the customs there.</summary>
    ImportCustomsStarted = 6,

    /// <summary>Released by them.</summary>
    ImportCustomsReleased = 7,

    /// <summary>With the delivering carrier.</summary>
    LastMileAccepted = 8,

    /// <summary>On the vehicle that delivers it.</summary>
    OutForDelivery = 9,

    /// <summary>Stopped at the customs, and not released since.</summary>
    CustomsStopped = 10,
}
