using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Numbers;
using Shipments.Api.Scans;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Asks tracking numbers which parcels they mean and meant. A wrong number spoils no other.</summary>
internal sealed class NumberLookups(INumberCalls numbers, ILogger<NumberLookups> log)
{
    private static readonly LookupNumberQuery Query = new();

    /// <summary>Looks each up.</summary>
    internal async Task<NumberLookup[]> LookupAsync(string tenant, RepeatedField<string> sent, CancellationToken cancellationToken) =>
        await FanOut.RunAsync(sent.Count, (Lookups: this, tenant, sent, cancellationToken), static (call, index) =>
            call.Lookups.LookupAsync(call.tenant, call.sent[index], index, call.cancellationToken));

    private async ValueTask<NumberLookup> LookupAsync(string tenant, string sent, int index, CancellationToken cancellationToken)
    {
        FieldFaults faults = new();
        if (NumberFields.Read(faults, $"tracking_numbers[{index}]", sent) is not { } number)
            return new NumberLookup { TrackingNumber = sent, Error = BatchItems.Invalid(faults) };
        var found = new NumberLookup { TrackingNumber = number };
        try
        {
            LookupNumberReply reply = await numbers.Lookup(tenant, number, Query, cancellationToken);
            found.Error = BatchItems.ErrorOf(reply, number);
            found.HeldScanCount = reply.Held;
            foreach (NumberWindow window in reply.Holders)
                found.Holdings.Add(HoldingOf(window));
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            log.OutcomeUnknown("LookupParcels", exception);
            found.Error = ErrorStatuses.Of(ApiReason.OutcomeUnknown, subject: number);
        }

        return found;
    }

    private static NumberHolding HoldingOf(NumberWindow window) => new()
    {
        Parcel = ParcelNames.Of(window.Parcel),
        ValidFrom = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(window.FromMs)),
        ValidTo = window.ToMs == 0 ? null : Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(window.ToMs)),
        Shared = window.Shared,
    };
}
