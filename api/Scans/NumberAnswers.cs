using Shipments.Api.Errors;
using Shipments.Api.Numbers;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Scans;

/// <summary>Reads what a number said of its scans: held and refused ones are answered, the others go to the parcels it named.</summary>
internal static class NumberAnswers
{
    /// <summary>Heeds a number's reply. Gives what may be remembered of its holders.</summary>
    internal static NumberHolderWindow? Heed(ScanBatch batch, int index, RouteReply reply)
    {
        ref ScanParts<RouteCommand>.Part part = ref batch.Numbers[index];
        if (ErrorTable.Of(reply.Header) is { } reason)
        {
            if (!WholeRefusals.AreOfEachScan(reason))
                throw ErrorStatuses.Exception(reason, reply.Header?.Detail, subject: part.Key);
            WholeRefusals.Refuse(batch, batch.Numbers, part.First, reply.Header!);
            return null;
        }

        var answers = new AnswersById(reply.Answers, part.Content.Scans);
        int at = 0;
        for (int link = part.First; link >= 0; link = batch.Numbers.After(link), at++)
        {
            int slot = batch.Numbers.SlotAt(link);
            ScanAnswer? answer = answers.Of(at);
            if (answer is null)
                Unanswered(batch, slot, part.Content.RequestId);
            else if (answer.Result == ScanResult.Unspecified)
                Send(batch, slot, answer, reply.HoldersVersion);
            else
                batch[slot].Heed(answer, taker: null);
        }

        return NumberHolderWindow.Of(reply.Holders);
    }

    private static void Send(ScanBatch batch, int slot, ScanAnswer answer, long holdersVersion)
    {
        if (answer.Parcels.Count == 0)
            throw new InvalidOperationException($"The number {batch[slot].Fact!.Number} named no parcel and did not hold the scan.");
        foreach (string parcel in answer.Parcels)
        {
            if (!batch[slot].IsTakenBy(ParcelNames.Of(parcel)))
                ScanSending.ToRoutedParcel(batch, parcel, slot, holdersVersion);
        }
    }

    // A remembered answer to the same request may speak of other scans, when the parts of the batch were cut otherwise: ask for the rest anew.
    private static void Unanswered(ScanBatch batch, int slot, string requestId)
    {
        if (requestId.Length == 0)
            throw new InvalidOperationException($"The number {batch[slot].Fact!.Number} left a scan unanswered.");
        ScanSending.ToNumber(batch, slot);
    }
}
