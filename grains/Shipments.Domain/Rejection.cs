namespace Shipments.Domain;

/// <summary>Rules that refuse, in the order in which they are tried. The numbers are those of the grain messages: fixed for ever.</summary>
public enum Rejection
{
    /// <summary>Nothing was refused.</summary>
    None = 0,

    /// <summary>No such parcel.</summary>
    ParcelNotFound = 1,

    /// <summary>The id belongs to a parcel registered by another request.</summary>
    ParcelExists = 2,

    /// <summary>The request id was used with other content.</summary>
    RequestIdReused = 3,

    /// <summary>The number does not mean this parcel at the time of the scan.</summary>
    NotMine = 4,

    /// <summary>Too many parcels hold the number.</summary>
    NumberHoldersFull = 5,

    /// <summary>Too many scans wait under the number.</summary>
    NumberHeldFull = 6,

    /// <summary>Too many scans of this tenant wait under unregistered numbers.</summary>
    TenantHeldFull = 7,

    /// <summary>The parcel has too many numbers.</summary>
    ParcelNumbersFull = 8,

    /// <summary>The scan's time is out of bounds.</summary>
    ScanTime = 9,

    /// <summary>Too many calls wait for this one actor.</summary>
    InboxFull = 10,

    /// <summary>The parcel has too many scans.</summary>
    ParcelScansFull = 11,

    /// <summary>The parcel is not at the version the caller saw.</summary>
    EtagMismatch = 12,

    /// <summary>The parcel's phase does not allow it.</summary>
    ParcelPhase = 13,

    /// <summary>The number is none of the parcel's.</summary>
    NumberNotAttached = 14,

    /// <summary>Too many further numbers are named under the number.</summary>
    NumberNamesFull = 15,

    /// <summary>The parcel is merged into another one.</summary>
    ParcelMerged = 20,

    /// <summary>The parcel is not merged into another one.</summary>
    ParcelNotMerged = 21,

    /// <summary>Parcels are being merged into the parcel just now.</summary>
    ParcelMerging = 22,

    /// <summary>Too many parcels are merged into the parcel, or it was merged into too many over its life.</summary>
    ParcelMergesFull = 23,

    /// <summary>No such container.</summary>
    ContainerNotFound = 40,

    /// <summary>The id belongs to a container created by another request.</summary>
    ContainerExists = 41,

    /// <summary>The container was sealed by then.</summary>
    ContainerSealed = 42,

    /// <summary>The one does not belong into the other.</summary>
    ContainerMisfit = 43,

    /// <summary>The container has too many members, or one of them was moved too often.</summary>
    ContainerMembersFull = 44,

    /// <summary>It was never in the container.</summary>
    ContainerMemberUnknown = 45,

    /// <summary>The container has too many scans.</summary>
    ContainerScansFull = 46,

    /// <summary>The container has no scan of that id.</summary>
    ContainerScanNotFound = 47,

    /// <summary>The event is one of single items.</summary>
    ContainerScanOfItem = 48,
}
