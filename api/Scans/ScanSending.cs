using Shipments.Contracts.Messages;
using Shipments.Journal.V1;

namespace Shipments.Api.Scans;

/// <summary>Adds scans to the calls of a round.</summary>
internal static class ScanSending
{
    /// <summary>Adds a scan to the call of a parcel.</summary>
    internal static void ToParcel(ScanBatch batch, ScanParts<RecordCommand> parts, string parcel, int slot) =>
        CommandOf(batch, parts, parcel, slot).Scans.Add(batch[slot].Fact);

    /// <summary>Adds a scan to the call of a parcel that its number named just now.</summary>
    internal static void ToRoutedParcel(ScanBatch batch, string parcel, int slot, long holdersVersion)
    {
        RecordCommand command = CommandOf(batch, batch.Parcels, parcel, slot);
        ScanFact fact = batch[slot].Fact!;
        command.Scans.Add(fact);
        // A number's scans come one after another, so a look at the last one is enough.
        if (command.Routed.Count == 0 || command.Routed[^1].Number != fact.Number)
            command.Routed.Add(new RoutedNumber { Number = fact.Number, HoldersVersion = holdersVersion });
    }

    /// <summary>Adds to the calls of a round the carriers' answers that their scans came in.</summary>
    internal static void AddPolls(ScanBatch batch)
    {
        for (int i = 0; i < batch.Parcels.Count && batch.Polls.Count > 0; i++)
        {
            RecordCommand command = batch.Parcels[i].Content;
            HashSet<string> numbers = [.. command.Scans.Select(scan => scan.Number)];
            command.Polls.Add(batch.Polls.Where(poll => numbers.Contains(poll.Number)));
        }
    }

    /// <summary>Adds a scan to the call of its number in the next round.</summary>
    internal static void ToNumber(ScanBatch batch, int slot)
    {
        ScanFact fact = batch[slot].Fact!;
        ref ScanParts<RouteCommand>.Part part = ref batch.NextNumbers.Add(fact.Number, slot, out bool made);
        if (made)
            part.Content = new RouteCommand { RequestId = RequestIdOf(batch, batch.Round == 0), ContentHash = batch.ContentHash };
        part.Content.Scans.Add(fact);
    }

    private static RecordCommand CommandOf(ScanBatch batch, ScanParts<RecordCommand> parts, string parcel, int slot)
    {
        ref ScanParts<RecordCommand>.Part part = ref parts.Add(parcel, slot, out bool made);
        if (made)
            part.Content = new RecordCommand { RequestId = RequestIdOf(batch, batch.Round <= 1 && parts == FirstRound(batch)), ContentHash = batch.ContentHash };
        return part.Content;
    }

    // Round 0 gathers for round 1 in the next parts; the numbers of round 1 add to its present ones.
    private static ScanParts<RecordCommand> FirstRound(ScanBatch batch) => batch.Round == 0 ? batch.NextParcels : batch.Parcels;

    // Only the first call to a place carries the request's id: a later one has other scans, and would get the first one's answer.
    private static string RequestIdOf(ScanBatch batch, bool first) => first ? batch.RequestId : "";
}
