using Grpc.Core;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Domain.Carriers;
using Shipments.Journal.V1;
using Shipments.V1;
using UnmappedCode = Shipments.V1.UnmappedCode;

namespace Shipments.Api.Carriers;

/// <summary>Carriers' own payloads in.</summary>
internal sealed class CarrierGrpcService(PayloadRequests requests, PayloadIngest ingest, TenantUnmappedCodes unmapped, LiveVocabularies vocabularies, TimeProvider time)
    : CarrierService.CarrierServiceBase
{
    /// <inheritdoc/>
    public override Task<IngestPayloadResponse> IngestPayload(IngestPayloadRequest request, ServerCallContext context) =>
        ingest.IngestAsync(requests.Read(Caller.Of(context).Tenant, request, time.GetUtcNow()), CallDeadline.Token(context));

    /// <inheritdoc/>
    public override Task<ListUnmappedCodesResponse> ListUnmappedCodes(ListUnmappedCodesRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        if (request.Carrier.Length > 0)
            FieldRules.Name(faults, "carrier", request.Carrier, ApiLimits.CarrierCharsMax);
        faults.ThrowIfAny();
        var response = new ListUnmappedCodesResponse();
        string? carrier = request.Carrier.Length > 0 ? request.Carrier : null;
        foreach ((string owner, string code, string example, long count) in
            unmapped.Of(Caller.Of(context).Tenant).Top(carrier, ApiLimits.UnmappedCodesMax))
        {
            // Counted before somebody mapped it.
            if (vocabularies.Map(new ScanFact { Carrier = owner, Code = code, Text = example }).Unmapped)
                response.Codes.Add(new UnmappedCode { Carrier = owner, Code = code, Example = example, Count = count });
        }

        return Task.FromResult(response);
    }
}
