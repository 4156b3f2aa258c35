using Google.Protobuf.Collections;
using Shipments.Api.Carriers;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Scans;

/// <summary>Records batches of scans: reads them, brings them to their parcels, and says what became of each. A wrong scan spoils no other.</summary>
internal sealed class ScanRecorder(
    ScanRouter router, ScanBatchPool batches, TenantUnmappedCodes unmapped, ApiInstruments instruments, TimeProvider time)
{
    private static readonly int ResultsMax = Enum.GetValues<ScanResult>().Length;

    /// <summary>Checks what makes a batch as a whole unreadable.</summary>
    internal static void Check(string requestId, RepeatedField<Scan> scans, FieldFaults faults)
    {
        FieldRules.RequestId(faults, requestId);
        if (scans.Count is 0 or > ApiLimits.BatchScansMax)
            faults.Add("scans", $"{scans.Count} items", $"must be 1 to {ApiLimits.BatchScansMax}");
    }

    /// <summary>Records the scans of a checked batch; ends after the commits.</summary>
    /// <param name="tenant">Whose scans they are.</param>
    /// <param name="requestId">The caller's id; empty for none.</param>
    /// <param name="scans">The scans as sent.</param>
    /// <param name="outcomes">Gets one outcome a scan, in order.</param>
    /// <param name="cancellationToken">Ends the wait; what was sent goes on.</param>
    internal async Task RecordAsync(
        string tenant, string requestId, RepeatedField<Scan> scans, RepeatedField<ScanOutcome> outcomes, CancellationToken cancellationToken)
    {
        ScanBatch batch = batches.Rent();
        batch.Begin(tenant, requestId, requestId.Length > 0 ? ScanContent.Hash(scans) : 0);
        Read(scans, batch);
        await RouteAsync(batch, cancellationToken);
        outcomes.Capacity = batch.Count;
        for (int i = 0; i < batch.Count; i++)
            outcomes.Add(ScanOutcomes.Of(batch[i], "scans", i));
        // Not when it threw: calls that nobody waits for any more may still use it.
        batches.Return(batch);
    }

    /// <summary>Routes a batch that is read, and counts what became of its scans.</summary>
    internal async Task RouteAsync(ScanBatch batch, CancellationToken cancellationToken)
    {
        await router.RouteAsync(batch, cancellationToken);
        Span<int> results = stackalloc int[ResultsMax];
        for (int i = 0; i < batch.Count; i++)
        {
            ref ScanSlot slot = ref batch[i];
            ScanAnswer? answer = slot.Answer;
            results[(int)(answer?.Result ?? ScanResult.Refused)]++;
            if (answer is { Unmapped: true })
                unmapped.Count(batch.Tenant, slot.Fact!);
        }

        instruments.Batch(batch.Count, results);
    }

    private void Read(RepeatedField<Scan> scans, ScanBatch batch)
    {
        long receivedMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        FieldFaults faults = new();
        for (int i = 0; i < scans.Count; i++)
        {
            faults.At("scans", i);
            ScanSlot slot = default;
            slot.Fact = ScanReader.Read(scans[i], receivedMs, faults, out slot.Parcel);
            if (faults.Count > 0)
            {
                slot.Fact = null;
                slot.Fault = ErrorStatuses.Of(ApiReason.FieldsInvalid, faults: faults.List);
                faults.Clear();
            }

            batch.Add(slot);
        }
    }
}
