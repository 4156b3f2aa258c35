using Shipments.Api.Errors;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Scans;

/// <summary>Refusals a parcel or a number gives for all scans of a call at once.</summary>
internal static class WholeRefusals
{
    /// <summary>Whether a refusal spoils only the scans of its call. The others end the batch: nothing was decided, or the batch is no repetition.</summary>
    internal static bool AreOfEachScan(ApiReason reason) => reason switch
    {
        ApiReason.ParcelNotFound or ApiReason.InboxFull or ApiReason.NumberHeldFull or ApiReason.TenantHeldFull or ApiReason.NumberHoldersFull
            or ApiReason.ScanTime or ApiReason.ParcelScansFull => true,
        ApiReason.ApiKeyMissing or ApiReason.ApiKeyUnknown or ApiReason.FieldsInvalid or ApiReason.MessageUnreadable
            or ApiReason.MessageTooLarge or ApiReason.PayloadMalformed or ApiReason.PayloadItemUnreadable or ApiReason.RequestIdReused
            or ApiReason.LaneNotFound or ApiReason.LaneWatchesFull or ApiReason.ParcelExists or ApiReason.CursorReset or ApiReason.EtagMismatch or ApiReason.ParcelPhase or ApiReason.NumberNotAttached or ApiReason.NumberNamesFull or ApiReason.ParcelMerged
            or ApiReason.ParcelNotMerged or ApiReason.ParcelMerging or ApiReason.ParcelMergesFull or ApiReason.ParcelNumbersFull
            or ApiReason.StoreOverloaded or ApiReason.ServerBusy or ApiReason.StoreUnavailable or ApiReason.NumberUnsettled or ApiReason.OutcomeUnknown or ApiReason.Draining or ApiReason.Cancelled
            or ApiReason.DeadlineExceeded or ApiReason.Internal or ApiReason.ContainerNotFound or ApiReason.ContainerExists or ApiReason.ContainerSealed
            or ApiReason.ContainerMisfit or ApiReason.ContainerMembersFull or ApiReason.ContainerMemberUnknown or ApiReason.ContainerScansFull
            or ApiReason.ContainerScanNotFound or ApiReason.ContainerScanOfItem => false,
    };

    /// <summary>Refuses each scan of a call.</summary>
    internal static void Refuse<TPart>(ScanBatch batch, ScanParts<TPart> parts, int first, CallHeader header)
    {
        var answer = new ScanAnswer { Result = ScanResult.Refused, Rejection = header.Rejection, Detail = header.Detail };
        for (int link = first; link >= 0; link = parts.After(link))
            batch[parts.SlotAt(link)].Heed(answer, taker: null);
    }
}
