namespace Shipments.Domain.Parcels;

/// <summary>Who can act on a reason. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum Party
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>Carrier.</summary>
    Carrier = 1,

    /// <summary>Sender.</summary>
    Sender = 2,

    /// <summary>Recipient.</summary>
    Recipient = 3,

    /// <summary>Customs.</summary>
    Customs = 4,

    /// <summary>Weather.</summary>
    Weather = 5,
}
