using Grpc.Core;
using Shipments.Api.Admission;
using Shipments.Api.Authentication;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.V1;

namespace Shipments.Api.Scans;

/// <summary>Scans in, one call or one stream at a time.</summary>
internal sealed class ScanGrpcService(ScanRecorder recorder, WorkAdmission admission, Draining draining) : ScanService.ScanServiceBase
{
    /// <inheritdoc/>
    public override async Task<RecordScansResponse> RecordScans(RecordScansRequest request, ServerCallContext context)
    {
        FieldFaults faults = new();
        ScanRecorder.Check(request.RequestId, request.Scans, faults);
        faults.ThrowIfAny();
        var response = new RecordScansResponse();
        await recorder.RecordAsync(
            Caller.Of(context).Tenant, request.RequestId, request.Scans, response.Outcomes, CallDeadline.Token(context));
        return response;
    }

    /// <inheritdoc/>
    public override async Task StreamScans(
        IAsyncStreamReader<StreamScansRequest> requestStream, IServerStreamWriter<StreamScansResponse> responseStream, ServerCallContext context)
    {
        // Headers now: a sender may wait for them before its first batch.
        await context.WriteResponseHeadersAsync(Metadata.Empty);
        using ScanStream stream = new(recorder, admission.Streams, Caller.Of(context).Tenant, context.CancellationToken, draining.Token);
        await stream.RunAsync(requestStream, responseStream);
    }
}
