namespace Shipments.Api.Errors;

/// <summary>
/// Why a call or a scan was refused: the <c>reason</c> of its ErrorInfo, in UPPER_SNAKE. Names are fixed for ever; <c>docs/reference/errors.md</c> has a row for each.
/// </summary>
internal enum ApiReason
{
    /// <summary>The call has no key, and keys are configured or the caller is not on this machine.</summary>
    ApiKeyMissing,

    /// <summary>Nobody configured the key.</summary>
    ApiKeyUnknown,

    /// <summary>Fields are wrong; BadRequest names each.</summary>
    FieldsInvalid,

    /// <summary>The bytes are no message of the method.</summary>
    MessageUnreadable,

    /// <summary>The message is larger than the server reads.</summary>
    MessageTooLarge,

    /// <summary>The payload is no document of its format.</summary>
    PayloadMalformed,

    /// <summary>An item or an event of a payload could not be read.</summary>
    PayloadItemUnreadable,

    /// <summary>The request id was used with other content.</summary>
    RequestIdReused,

    /// <summary>The scan's time is out of bounds.</summary>
    ScanTime,

    /// <summary>No such parcel.</summary>
    ParcelNotFound,

    /// <summary>No parcel was ever on this lane.</summary>
    LaneNotFound,

    /// <summary>The id belongs to a parcel of another registration.</summary>
    ParcelExists,

    /// <summary>The parcel has changed since the caller read it.</summary>
    EtagMismatch,

    /// <summary>The parcel's phase does not allow it.</summary>
    ParcelPhase,

    /// <summary>The number is none of the parcel's.</summary>
    NumberNotAttached,

    /// <summary>The parcel is merged into another one.</summary>
    ParcelMerged,

    /// <summary>The parcel is not merged into another one.</summary>
    ParcelNotMerged,

    /// <summary>Parcels are being merged into the parcel just now.</summary>
    ParcelMerging,

    /// <summary>Too many parcels are merged into the parcel, or it was merged into too many over its life.</summary>
    ParcelMergesFull,

    /// <summary>Too many parcels hold the number.</summary>
    NumberHoldersFull,

    /// <summary>The parcel has too many numbers.</summary>
    ParcelNumbersFull,

    /// <summary>The parcel has too many scans.</summary>
    ParcelScansFull,

    /// <summary>No such container.</summary>
    ContainerNotFound,

    /// <summary>The id belongs to a container created by another request.</summary>
    ContainerExists,

    /// <summary>The container was sealed by then.</summary>
    ContainerSealed,

    /// <summary>The one does not belong into the other.</summary>
    ContainerMisfit,

    /// <summary>The container has too many members, or one of them was moved too often.</summary>
    ContainerMembersFull,

    /// <summary>It was never in the container.</summary>
    ContainerMemberUnknown,

    /// <summary>The container has too many scans.</summary>
    ContainerScansFull,

    /// <summary>The container has no scan of that id.</summary>
    ContainerScanNotFound,

    /// <summary>The event is one of single items.</summary>
    ContainerScanOfItem,

    /// <summary>The changes after the cursor are no longer kept.</summary>
    CursorReset,

    /// <summary>The host serves as many watches of lanes as it may.</summary>
    LaneWatchesFull,

    /// <summary>Too many scans wait under the number.</summary>
    NumberHeldFull,

    /// <summary>Too many further numbers are named under the number.</summary>
    NumberNamesFull,

    /// <summary>Too many scans of the tenant wait under unregistered numbers.</summary>
    TenantHeldFull,

    /// <summary>Too many calls wait for one parcel or number.</summary>
    InboxFull,

    /// <summary>The store takes no more before it has written what it holds.</summary>
    StoreOverloaded,

    /// <summary>The server has as much work as it can do in time; nothing of the call was begun.</summary>
    ServerBusy,

    /// <summary>The store or the owner of a parcel does not answer now; nothing was decided.</summary>
    StoreUnavailable,

    /// <summary>A number changes its parcels just now.</summary>
    NumberUnsettled,

    /// <summary>Nobody knows whether the call took effect.</summary>
    OutcomeUnknown,

    /// <summary>The server is stopping.</summary>
    Draining,

    /// <summary>The caller went away.</summary>
    Cancelled,

    /// <summary>The time of the call ran out.</summary>
    DeadlineExceeded,

    /// <summary>A defect of the server.</summary>
    Internal,
}
