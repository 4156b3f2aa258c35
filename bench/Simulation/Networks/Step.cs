namespace Shipments.Bench.Simulation.Networks;

/// <summary>What truly happens to a parcel, in the order of its way.</summary>
internal enum Step : byte
{
    Announced,
    PickedUp,
    HubOut,
    ExportStart,
    ExportReleased,
    Departed,
    Arrived,
    ImportStart,
    ImportHeld,
    ImportReleased,
    LastMileAccepted,
    SortOut,
    AtDepot,
    OutForDelivery,
    AttemptFailed,
    AtCounter,
    Delivered,
    ReturnBegins,
    Returned,
    Destroyed,
}
