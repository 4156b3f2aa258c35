using Shipments.Api.Errors;
using Shipments.Api.Numbers;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Scans;

/// <summary>Reads what a parcel said of its scans; those that are not its own have their number asked again.</summary>
internal static class ParcelAnswers
{
    /// <summary>Heeds a parcel's reply. Gives how many scans go to their number again.</summary>
    internal static int Heed(ScanBatch batch, int index, RecordReply reply, NumberCache cache)
    {
        ref ScanParts<RecordCommand>.Part part = ref batch.Parcels[index];
        if (ErrorTable.Of(reply.Header) is { } reason)
        {
            if (!WholeRefusals.AreOfEachScan(reason))
                throw ErrorStatuses.Exception(reason, reply.Header?.Detail, subject: ParcelNames.Of(part.Key));
            WholeRefusals.Refuse(batch, batch.Parcels, part.First, reply.Header!);
            return 0;
        }

        string name = ParcelNames.Of(part.Key);
        var answers = new AnswersById(reply.Answers, part.Content.Scans);
        int reasked = 0, at = 0;
        for (int link = part.First; link >= 0; link = batch.Parcels.After(link), at++)
        {
            int index2 = batch.Parcels.SlotAt(link);
            ref ScanSlot slot = ref batch[index2];
            ScanAnswer? answer = answers.Of(at);
            if (answer is null)
                Unanswered(batch, index2, part.Key, part.Content.RequestId);
            else if (IsNotMine(answer) && slot.Parcel is null)
                reasked += Reask(batch, index2, cache);
            else
                slot.Heed(answer, name);
        }

        return reasked;
    }

    private static bool IsNotMine(ScanAnswer answer) => answer.Result == ScanResult.Refused && answer.Rejection == Rejection.NotMine;

    private static int Reask(ScanBatch batch, int index, NumberCache cache)
    {
        ref ScanSlot slot = ref batch[index];
        if (slot.ReaskedIn == batch.Round)
            return 0;
        slot.ReaskedIn = batch.Round;
        cache.Drop(new NumberKey(batch.Tenant, slot.Fact!.Number));
        ScanSending.ToNumber(batch, index);
        return 1;
    }

    // As for numbers: a remembered answer that speaks of other scans.
    private static void Unanswered(ScanBatch batch, int slot, string parcel, string requestId)
    {
        if (requestId.Length == 0)
            throw new InvalidOperationException($"The parcel {parcel} left a scan unanswered.");
        if (batch[slot].Parcel is null)
            ScanSending.ToNumber(batch, slot);
        else
            ScanSending.ToParcel(batch, batch.NextParcels, parcel, slot);
    }
}
