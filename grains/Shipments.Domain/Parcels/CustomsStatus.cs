namespace Shipments.Domain.Parcels;

/// <summary>The customs axis, apart from the phase. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum CustomsStatus
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>Not required.</summary>
    NotRequired = 1,

    /// <summary>Data missing.</summary>
    DataMissing = 2,

    /// <summary>Data sent.</summary>
    DataSent = 3,

    /// <summary>Assessing.</summary>
    Assessing = 4,

    /// <summary>Do not load.</summary>
    DoNotLoad = 5,

    /// <summary>Information required.</summary>
    InformationRequired = 6,

    /// <summary>Payment due.</summary>
    PaymentDue = 7,

    /// <summary>Held.</summary>
    Held = 8,

    /// <summary>Inspected.</summary>
    Inspected = 9,

    /// <summary>Released.</summary>
    Released = 10,

    /// <summary>Refused.</summary>
    Refused = 11,

    /// <summary>Seized.</summary>
    Seized = 12,

    /// <summary>Return ordered.</summary>
    ReturnOrdered = 13,
}
