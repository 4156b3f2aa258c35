namespace Shipments.Domain.Parcels;

/// <summary>A point every parcel is measured at. The numbers are those of the public enum of the same name, and of the journal: fixed for ever.</summary>
public enum MilestoneKind
{
    /// <summary>Nothing was said.</summary>
    None = 0,

    /// <summary>Info received.</summary>
    InfoReceived = 1,

    /// <summary>Picked up.</summary>
    PickedUp = 2,

    /// <summary>Export customs released.</summary>
    ExportCustomsReleased = 3,

    /// <summary>Departed.</summary>
    Departed = 4,

    /// <summary>Arrived.</summary>
    Arrived = 5,

    /// <summary>Import customs started.</summary>
    ImportCustomsStarted = 6,

    /// <summary>Import customs released.</summary>
    ImportCustomsReleased = 7,

    /// <summary>Last mile accepted.</summary>
    LastMileAccepted = 8,

    /// <summary>Out for delivery.</summary>
    OutForDelivery = 9,

    /// <summary>First attempt.</summary>
    FirstAttempt = 10,

    /// <summary>Available for pickup.</summary>
    AvailableForPickup = 11,

    /// <summary>Delivered.</summary>
    Delivered = 12,

    /// <summary>Returning.</summary>
    Returning = 13,

    /// <summary>Returned.</summary>
    Returned = 14,
}
