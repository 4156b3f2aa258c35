namespace Shipments.Domain.Parcels;

/// <summary>Why a parcel stands in its phase, where a carrier said so. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum Reason
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>Address.</summary>
    Address = 1,

    /// <summary>Recipient absent.</summary>
    RecipientAbsent = 2,

    /// <summary>Refused.</summary>
    Refused = 3,

    /// <summary>Damaged.</summary>
    Damaged = 4,

    /// <summary>Delayed.</summary>
    Delayed = 5,

    /// <summary>Security.</summary>
    Security = 6,

    /// <summary>Customs information.</summary>
    CustomsInformation = 7,

    /// <summary>Customs hold.</summary>
    CustomsHold = 8,

    /// <summary>Payment due.</summary>
    PaymentDue = 9,

    /// <summary>Held.</summary>
    Held = 10,

    /// <summary>Missent.</summary>
    Missent = 11,

    /// <summary>Unclaimed.</summary>
    Unclaimed = 12,

    /// <summary>Pickup failed.</summary>
    PickupFailed = 13,

    /// <summary>Line haul failed.</summary>
    LineHaulFailed = 14,

    /// <summary>Cancelled by sender.</summary>
    CancelledBySender = 15,

    /// <summary>Terminated.</summary>
    Terminated = 16,

    /// <summary>Access.</summary>
    Access = 17,

    /// <summary>Other.</summary>
    Other = 18,

    /// <summary>Nothing was heard of it for too long. No carrier says so: it goes with the phase that silence gives.</summary>
    Silence = 19,
}
