using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Api.Numbers;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;

namespace Shipments.Api.Scans;

/// <summary>
/// Brings the scans of a batch to their parcels: one grain call a parcel, and one a number whose parcel is not remembered. A parcel that
/// refuses a scan as not its own has its number asked again, a bounded number of times. Any call that ends unknown ends the batch so:
/// scans are known by their ids, and the caller repeats all of it.
/// </summary>
/// <remarks>
/// A caller that goes ends the wait for a round, and not each call of it: a thousand calls would put themselves into one token's list and out of it
/// again, one after another under its lock.
/// </remarks>
internal sealed class ScanRouter(IParcelCalls parcels, INumberCalls numbers, NumberCache cache, ApiInstruments instruments)
{
    /// <summary>Routes a batch; every slot has its answer afterwards. When it throws, calls may be under way that still use the batch.</summary>
    internal async Task RouteAsync(ScanBatch batch, CancellationToken cancellationToken)
    {
        Split(batch);
        batch.NextRound();
        while (batch.Parcels.Count + batch.Numbers.Count > 0)
        {
            if (batch.Round > ApiLimits.RoutingRoundsMax)
                throw ErrorStatuses.Exception(ApiReason.NumberUnsettled);
            await AskNumbersAsync(batch, cancellationToken);
            await RecordAsync(batch, cancellationToken);
            batch.NextRound();
        }
    }

    private void Split(ScanBatch batch)
    {
        int hits = 0, misses = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            ref ScanSlot slot = ref batch[i];
            if (slot.Fact is null)
                continue;
            if (slot.Parcel is not null)
            {
                ScanSending.ToParcel(batch, batch.NextParcels, slot.Parcel, i);
            }
            else if (cache.TryGet(new NumberKey(batch.Tenant, slot.Fact.Number), out NumberHolderWindow holder) && holder.Covers(slot.Fact.Time))
            {
                hits++;
                ScanSending.ToParcel(batch, batch.NextParcels, holder.Parcel, i);
            }
            else
            {
                misses++;
                ScanSending.ToNumber(batch, i);
            }
        }

        instruments.Lookups(hits, misses);
    }

    private async Task AskNumbersAsync(ScanBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Numbers.Count == 0)
            return;
        RouteReply[] replies = await FanOut.RunAsync(
            batch.Numbers.Count,
            (numbers, batch),
            static (call, i) => call.numbers.RecordOrRoute(
                call.batch.Tenant, call.batch.Numbers[i].Key, call.batch.Numbers[i].Content, CancellationToken.None)).WaitAsync(cancellationToken);
        for (int i = 0; i < replies.Length; i++)
        {
            if (NumberAnswers.Heed(batch, i, replies[i]) is { } holder)
                cache.Put(new NumberKey(batch.Tenant, batch.Numbers[i].Key), holder);
        }
    }

    private async Task RecordAsync(ScanBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Parcels.Count == 0)
            return;
        ScanSending.AddPolls(batch);
        RecordReply[] replies = await FanOut.RunAsync(
            batch.Parcels.Count,
            (parcels, batch),
            static (call, i) => call.parcels.Record(
                call.batch.Tenant, call.batch.Parcels[i].Key, call.batch.Parcels[i].Content, CancellationToken.None)).WaitAsync(cancellationToken);
        int reasked = 0;
        for (int i = 0; i < replies.Length; i++)
            reasked += ParcelAnswers.Heed(batch, i, replies[i], cache);
        if (reasked > 0)
            instruments.Reasked(reasked);
    }
}
