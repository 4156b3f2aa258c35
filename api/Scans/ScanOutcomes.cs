using Shipments.Api.Errors;
using Shipments.Contracts.Messages;
using Shipments.Domain.Scans;
using Shipments.V1;
using Status = Google.Rpc.Status;

namespace Shipments.Api.Scans;

/// <summary>Turns answered scans into what their caller sees.</summary>
internal static class ScanOutcomes
{
    /// <summary>The outcome of a scan that has its answer.</summary>
    /// <param name="slot">The scan.</param>
    /// <param name="path">Where it stands in the request, for the errors that name a field.</param>
    /// <param name="index">Its index there.</param>
    internal static ScanOutcome Of(in ScanSlot slot, string path, int index)
    {
        if (slot.Fault is not null)
            return new ScanOutcome { Result = ScanResult.Refused, Error = slot.Fault };
        ScanAnswer answer = slot.Answer ?? throw new InvalidOperationException("A scan was left without an answer.");
        var outcome = new ScanOutcome { Result = answer.Result, ScanId = ScanIds.Text(slot.Fact!.Id) };
        if (answer.Result == ScanResult.Refused)
        {
            outcome.Error = Refusal(slot, answer, path, index);
            return outcome;
        }

        outcome.Phase = answer.Phase;
        outcome.Unmapped = answer.Unmapped;
        outcome.MergedInto = answer.MergedInto.Length == 0 ? "" : Parcels.ParcelNames.Of(answer.MergedInto);
        if (slot.Taker is not null)
            outcome.Parcels.Add(slot.Taker);
        if (slot.MoreTakers is not null)
            outcome.Parcels.AddRange(slot.MoreTakers);
        return outcome;
    }

    private static Status Refusal(in ScanSlot slot, ScanAnswer answer, string path, int index)
    {
        ApiReason reason = ErrorTable.Of(answer.Rejection);
        string? subject = slot.Parcel is not null ? Parcels.ParcelNames.Of(slot.Parcel) : slot.Fact!.Number;
        if (reason != ApiReason.ScanTime)
            return ErrorStatuses.Of(reason, answer.Detail, subject: subject);
        FieldFaults faults = new();
        faults.At(path, index);
        faults.Add("time", slot.Fact!.Time.Raw, ScanTimes.OutOfBounds);
        return ErrorStatuses.Of(reason, answer.Detail, faults.List, subject);
    }
}
