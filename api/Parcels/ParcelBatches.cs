using Google.Protobuf.Collections;
using Google.Rpc;
using Microsoft.Extensions.Logging;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Scans;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Parcels;

/// <summary>Many parcels at a time, side by side. A wrong item, and one whose outcome is unknown, spoils no other.</summary>
internal sealed class ParcelBatches(ParcelRegistrar registrar, IParcelCalls parcels, ILogger<ParcelBatches> log)
{
    /// <summary>Registers each; ends after the commits.</summary>
    internal async Task<RegisteredParcel[]> RegisterAsync(
        string tenant, RepeatedField<RegisterParcelRequest> requests, CancellationToken cancellationToken) =>
        await FanOut.RunAsync(requests.Count, (Batches: this, tenant, requests, cancellationToken), static (call, index) =>
            call.Batches.RegisterAsync(call.tenant, call.requests[index], index, call.cancellationToken));

    /// <summary>Reads each.</summary>
    internal async Task<FoundParcel[]> GetAsync(string tenant, RepeatedField<string> names, bool full, CancellationToken cancellationToken)
    {
        var query = new GetParcelQuery { Full = full };
        return await FanOut.RunAsync(names.Count, (Batches: this, tenant, names, query, cancellationToken), static (call, index) =>
            call.Batches.GetAsync(call.tenant, call.names[index], index, call.query, call.cancellationToken));
    }

    private async ValueTask<RegisteredParcel> RegisterAsync(string tenant, RegisterParcelRequest request, int index, CancellationToken cancellationToken)
    {
        FieldFaults faults = BatchItems.FaultsOf("requests", index);
        ReadRegistration registration = registrar.Read(tenant, request, faults);
        if (faults.Count > 0)
            return new RegisteredParcel { Error = BatchItems.Invalid(faults) };
        string name = ParcelNames.Of(registration.ParcelId);
        try
        {
            RegisterReply reply = await registrar.SendAsync(tenant, registration, cancellationToken);
            return BatchItems.ErrorOf(reply, name) is { } error
                ? new RegisteredParcel { Error = error }
                : new RegisteredParcel { Parcel = reply.Parcel, RetrySafe = registration.RetrySafe };
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            return new RegisteredParcel { Error = Unknown("BatchRegisterParcels", exception, name) };
        }
    }

    private async ValueTask<FoundParcel> GetAsync(string tenant, string name, int index, GetParcelQuery query, CancellationToken cancellationToken)
    {
        FieldFaults faults = new();
        if (!ParcelNames.TryRead(faults, $"names[{index}]", name, out string id))
            return new FoundParcel { Name = name, Error = BatchItems.Invalid(faults) };
        try
        {
            GetParcelReply reply = await parcels.Get(tenant, id, query, cancellationToken);
            return BatchItems.ErrorOf(reply, name) is { } error
                ? new FoundParcel { Name = name, Error = error }
                : new FoundParcel { Name = name, Parcel = reply.Parcel };
        }
        catch (Exception exception) when (GrainCalls.IsOutcomeUnknown(exception))
        {
            return new FoundParcel { Name = name, Error = Unknown("BatchGetParcels", exception, name) };
        }
    }

    private Status Unknown(string method, Exception exception, string subject)
    {
        log.OutcomeUnknown(method, exception);
        return ErrorStatuses.Of(ApiReason.OutcomeUnknown, subject: subject);
    }
}
