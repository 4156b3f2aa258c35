using System.IO.Hashing;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Scans;
using Shipments.Domain.Carriers;
using Shipments.Domain.Numbers;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Api.Carriers;

/// <summary>Records what a carrier's payload says: its events as scans, then the further numbers of each shipment.</summary>
internal sealed class PayloadIngest(ScanRecorder recorder, ScanBatchPool batches, NumberLinking linking)
{
    /// <summary>Reads a payload and records it; ends after the commits.</summary>
    internal async Task<IngestPayloadResponse> IngestAsync(PayloadRequest request, CancellationToken cancellationToken)
    {
        PayloadReading reading = request.Adapter.Read(request.Payload, request.ReceivedAt);
        if (reading.Fault is { } fault)
            throw ErrorStatuses.Exception(ApiReason.PayloadMalformed, faults: [PayloadFaults.Of("payload", fault)]);
        var response = new IngestPayloadResponse();
        ScanBatch batch = batches.Rent();
        ulong hash = XxHash64.HashToUInt64(request.Payload.Span);
        Begin(batch, request, hash);
        List<int> items = [];
        for (int i = 0; i < reading.Items.Count; i++)
        {
            response.Items.Add(ItemOf(reading.Items[i], i));
            for (int j = 0; j < reading.Items[i].Scans.Count; j++)
            {
                if (batch.Count == ApiLimits.BatchScansMax)
                {
                    await RecordAsync(batch, items, response, cancellationToken);
                    Begin(batch, request, hash);
                }

                batch.Add(SlotOf(request, reading.Items[i], i, j));
                items.Add(i);
            }

            AddPolls(batch, request, reading.Items[i]);
        }

        await RecordAsync(batch, items, response, cancellationToken);
        // Not when it threw: calls that nobody waits for any more may still use it.
        batches.Return(batch);

        for (int i = 0; i < reading.Items.Count; i++)
            await linking.LinkAsync(request, reading.Items[i], response.Items[i], i, cancellationToken);
        return response;
    }

    private static void Begin(ScanBatch batch, PayloadRequest request, ulong hash) => batch.Begin(request.Tenant, request.RequestId, hash);

    private static IngestedItem ItemOf(PayloadItem item, int index)
    {
        var ingested = new IngestedItem { TrackingNumber = item.Number, NotFound = item.NotFound };
        if (item.Fault is { } fault)
            ingested.Error = ErrorStatuses.Of(ApiReason.PayloadItemUnreadable, faults: [PayloadFaults.Of($"items[{index}]", fault)]);
        return ingested;
    }

    private static ScanSlot SlotOf(PayloadRequest request, PayloadItem item, int index, int place)
    {
        PayloadScan scan = item.Scans[place];
        ScanSlot slot = default;
        FieldFault? fault = scan.Fault is { } unread ? PayloadFaults.Of($"items[{index}].events[{place}]", unread)
            : scan.Fact is null ? new FieldFault($"items[{index}].events[{place}]", "", "has no event")
            : Complete(request, item, scan.Fact, index, place);
        if (fault is { } refused)
            slot.Fault = ErrorStatuses.Of(ApiReason.PayloadItemUnreadable, faults: [refused]);
        else
            slot.Fact = scan.Fact;
        return slot;
    }

    // With the last of the item's scans, so that whoever compares has them all.
    private static void AddPolls(ScanBatch batch, PayloadRequest request, PayloadItem item)
    {
        if (TrackingNumbers.TryNormalise(item.Number, out string number, out _))
            batch.Polls.AddRange(WholeHistories.Of(request.Adapter.Format, item, number, request.ReceivedAt.ToUnixTimeMilliseconds()));
    }

    // An adapter knows the event; what follows from the request is set here, the same way for each.
    private static FieldFault? Complete(PayloadRequest request, PayloadItem item, ScanFact fact, int index, int place)
    {
        string path = $"items[{index}].events[{place}]";
        if (!TrackingNumbers.TryNormalise(fact.Number.Length > 0 ? fact.Number : item.Number, out string number, out string problem))
            return new FieldFault(path, item.Number, problem);
        fact.Number = number;
        fact.ReceivedMs = request.ReceivedAt.ToUnixTimeMilliseconds();
        if (fact.Time is null)
            return new FieldFault(path, "", "has no time");
        if (!ScanTimes.InBounds(fact.Time, fact.ReceivedMs))
            return new FieldFault(path, fact.Time.Raw, ScanTimes.OutOfBounds);
        if (fact.Id == 0)
            fact.Id = ScanIds.Of(fact);
        return null;
    }

    private async Task RecordAsync(ScanBatch batch, List<int> items, IngestPayloadResponse response, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return;
        await recorder.RouteAsync(batch, cancellationToken);
        for (int i = 0; i < batch.Count; i++)
        {
            IngestedItem item = response.Items[items[i]];
            item.Outcomes.Add(ScanOutcomes.Of(batch[i], $"items[{items[i]}].events", item.Outcomes.Count));
        }

        items.Clear();
    }
}
