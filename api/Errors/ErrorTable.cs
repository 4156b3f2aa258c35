using Grpc.Core;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Errors;

/// <summary>The one table from refusals to gRPC statuses. Nothing else in the front door names a status.</summary>
internal static class ErrorTable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MuchLater = TimeSpan.FromMinutes(10);

    private static readonly ErrorRow[] Rows = [.. Enum.GetValues<ApiReason>().Select(Make)];

    /// <summary>The row of a reason.</summary>
    internal static ErrorRow Row(ApiReason reason) => Rows[(int)reason];

    /// <summary>What a rule's refusal is called outside.</summary>
    internal static ApiReason Of(Rejection rejection) => rejection switch
    {
        Rejection.Unspecified => ApiReason.Internal,
        Rejection.ParcelNotFound => ApiReason.ParcelNotFound,
        Rejection.ParcelExists => ApiReason.ParcelExists,
        Rejection.RequestIdReused => ApiReason.RequestIdReused,
        Rejection.NotMine => ApiReason.NumberUnsettled,
        Rejection.NumberHoldersFull => ApiReason.NumberHoldersFull,
        Rejection.NumberHeldFull => ApiReason.NumberHeldFull,
        Rejection.TenantHeldFull => ApiReason.TenantHeldFull,
        Rejection.ParcelNumbersFull => ApiReason.ParcelNumbersFull,
        Rejection.ScanTime => ApiReason.ScanTime,
        Rejection.InboxFull => ApiReason.InboxFull,
        Rejection.ParcelScansFull => ApiReason.ParcelScansFull,
        Rejection.EtagMismatch => ApiReason.EtagMismatch,
        Rejection.ParcelPhase => ApiReason.ParcelPhase,
        Rejection.NumberNotAttached => ApiReason.NumberNotAttached,
        Rejection.NumberNamesFull => ApiReason.NumberNamesFull,
        Rejection.ParcelMerged => ApiReason.ParcelMerged,
        Rejection.ParcelNotMerged => ApiReason.ParcelNotMerged,
        Rejection.ParcelMerging => ApiReason.ParcelMerging,
        Rejection.ParcelMergesFull => ApiReason.ParcelMergesFull,
        Rejection.ContainerNotFound => ApiReason.ContainerNotFound,
        Rejection.ContainerExists => ApiReason.ContainerExists,
        Rejection.ContainerSealed => ApiReason.ContainerSealed,
        Rejection.ContainerMisfit => ApiReason.ContainerMisfit,
        Rejection.ContainerMembersFull => ApiReason.ContainerMembersFull,
        Rejection.ContainerMemberUnknown => ApiReason.ContainerMemberUnknown,
        Rejection.ContainerScansFull => ApiReason.ContainerScansFull,
        Rejection.ContainerScanNotFound => ApiReason.ContainerScanNotFound,
        Rejection.ContainerScanOfItem => ApiReason.ContainerScanOfItem,
    };

    /// <summary>What the end of a grain call is called outside; null when it went well.</summary>
    internal static ApiReason? Of(CallHeader? header) => header is null ? ApiReason.Internal : header.Status switch
    {
        CallStatus.Unspecified => ApiReason.Internal,
        CallStatus.Ok => null,
        CallStatus.Moved or CallStatus.Unavailable => ApiReason.StoreUnavailable,
        CallStatus.Overloaded => ApiReason.StoreOverloaded,
        CallStatus.Refused => Of(header.Rejection),
    };

    private static ErrorRow Make(ApiReason reason) => reason switch
    {
        ApiReason.ApiKeyMissing => new(StatusCode.Unauthenticated, "API_KEY_MISSING", "The call has no API key"),
        ApiReason.ApiKeyUnknown => new(StatusCode.Unauthenticated, "API_KEY_UNKNOWN", "The API key is not known"),
        ApiReason.FieldsInvalid => new(StatusCode.InvalidArgument, "FIELDS_INVALID", "Fields of the request are wrong"),
        ApiReason.MessageUnreadable => new(StatusCode.InvalidArgument, "MESSAGE_UNREADABLE", "The bytes are no message of this method"),
        ApiReason.MessageTooLarge => new(StatusCode.ResourceExhausted, "MESSAGE_TOO_LARGE", "The message is larger than the server reads"),
        ApiReason.PayloadMalformed => new(StatusCode.InvalidArgument, "PAYLOAD_MALFORMED", "The payload is no document of its format"),
        ApiReason.PayloadItemUnreadable => new(StatusCode.InvalidArgument, "PAYLOAD_ITEM_UNREADABLE", "A part of the payload could not be read"),
        ApiReason.RequestIdReused => new(StatusCode.InvalidArgument, "REQUEST_ID_REUSED", "The request id was used with other content"),
        ApiReason.ScanTime => new(StatusCode.InvalidArgument, "SCAN_TIME", "The time of the scan is out of bounds"),
        ApiReason.ParcelNotFound => new(StatusCode.NotFound, "PARCEL_NOT_FOUND", "There is no such parcel"),
        ApiReason.LaneNotFound => new(StatusCode.NotFound, "LANE_NOT_FOUND", "No parcel was ever on this lane"),
        ApiReason.ParcelExists => new(StatusCode.AlreadyExists, "PARCEL_EXISTS", "The parcel id belongs to another registration"),
        ApiReason.EtagMismatch => new(StatusCode.Aborted, "ETAG_MISMATCH", "The etag is of an earlier state"),
        ApiReason.ParcelPhase => new(StatusCode.FailedPrecondition, "PARCEL_PHASE", "The parcel's phase does not allow it"),
        ApiReason.NumberNotAttached => new(StatusCode.FailedPrecondition, "NUMBER_NOT_ATTACHED", "The number is none of the parcel's"),
        ApiReason.ParcelMerged => new(StatusCode.FailedPrecondition, "PARCEL_MERGED", "The parcel is merged into another one"),
        ApiReason.ParcelNotMerged => new(StatusCode.FailedPrecondition, "PARCEL_NOT_MERGED", "The parcel is not merged into another one"),
        ApiReason.ParcelMerging => new(StatusCode.FailedPrecondition, "PARCEL_MERGING", "Parcels are being merged into the parcel"),
        ApiReason.ParcelMergesFull => new(StatusCode.FailedPrecondition, "PARCEL_MERGES_FULL", "Too many parcels are merged"),
        ApiReason.NumberNamesFull =>
            new(StatusCode.ResourceExhausted, "NUMBER_NAMES_FULL", "Too many further numbers are named under the number", MuchLater),
        ApiReason.NumberHoldersFull => new(StatusCode.FailedPrecondition, "NUMBER_HOLDERS_FULL", "Too many parcels hold the number"),
        ApiReason.ParcelNumbersFull => new(StatusCode.FailedPrecondition, "PARCEL_NUMBERS_FULL", "The parcel has too many numbers"),
        ApiReason.ParcelScansFull => new(StatusCode.FailedPrecondition, "PARCEL_SCANS_FULL", "The parcel has too many scans"),
        ApiReason.ContainerNotFound => new(StatusCode.NotFound, "CONTAINER_NOT_FOUND", "There is no such container"),
        ApiReason.ContainerExists => new(StatusCode.AlreadyExists, "CONTAINER_EXISTS", "The container id belongs to another request"),
        ApiReason.ContainerSealed => new(StatusCode.FailedPrecondition, "CONTAINER_SEALED", "The container was sealed by then"),
        ApiReason.ContainerMisfit => new(StatusCode.InvalidArgument, "CONTAINER_MISFIT", "The one does not belong into the other"),
        ApiReason.ContainerMembersFull => new(StatusCode.FailedPrecondition, "CONTAINER_MEMBERS_FULL", "The container has too many members or moves"),
        ApiReason.ContainerMemberUnknown => new(StatusCode.NotFound, "CONTAINER_MEMBER_UNKNOWN", "It was never in the container"),
        ApiReason.ContainerScansFull => new(StatusCode.FailedPrecondition, "CONTAINER_SCANS_FULL", "The container has too many scans"),
        ApiReason.ContainerScanNotFound => new(StatusCode.NotFound, "CONTAINER_SCAN_NOT_FOUND", "The container has no such scan"),
        ApiReason.ContainerScanOfItem => new(StatusCode.InvalidArgument, "CONTAINER_SCAN_OF_ITEM", "The event is one of single items"),
        ApiReason.CursorReset => new(StatusCode.OutOfRange, "CURSOR_RESET",
            "The changes after the cursor are no longer kept; get a new cursor, then read the parcels anew, then go on from it"),
        ApiReason.LaneWatchesFull =>
            new(StatusCode.ResourceExhausted, "LANE_WATCHES_FULL", "The server has as many watches of lanes as it serves; go on at another", Later),
        ApiReason.NumberHeldFull => new(StatusCode.ResourceExhausted, "NUMBER_HELD_FULL", "Too many scans wait under the number", MuchLater),
        ApiReason.TenantHeldFull =>
            new(StatusCode.ResourceExhausted, "TENANT_HELD_FULL", "Too many scans wait under numbers nobody registered", MuchLater),
        ApiReason.InboxFull => new(StatusCode.ResourceExhausted, "INBOX_FULL", "Too many calls wait for one parcel or number", Soon),
        ApiReason.StoreOverloaded => new(StatusCode.ResourceExhausted, "STORE_OVERLOADED", "The store must write first what it holds", Later),
        ApiReason.ServerBusy => new(StatusCode.ResourceExhausted, "SERVER_BUSY", "The server has as much work as it can do in time", Soon),
        ApiReason.StoreUnavailable => new(StatusCode.Unavailable, "STORE_UNAVAILABLE", "Nothing was decided; repeat the request", Soon),
        ApiReason.NumberUnsettled => new(StatusCode.Unavailable, "NUMBER_UNSETTLED", "A number changes its parcels now; repeat the request", Soon),
        ApiReason.OutcomeUnknown =>
            new(StatusCode.Unavailable, "OUTCOME_UNKNOWN", "The outcome is unknown; repeat the request with the same request_id", Soon),
        ApiReason.Draining => new(StatusCode.Unavailable, "DRAINING", "The server is stopping; go on at another", TimeSpan.FromMilliseconds(100)),
        ApiReason.Cancelled => new(StatusCode.Cancelled, "CANCELLED", "The caller cancelled the call; its outcome is unknown"),
        ApiReason.DeadlineExceeded =>
            new(StatusCode.DeadlineExceeded, "DEADLINE_EXCEEDED", "The time of the call ran out; its outcome is unknown"),
        ApiReason.Internal => new(StatusCode.Internal, "INTERNAL", "The server failed; its log says why"),
    };
}
