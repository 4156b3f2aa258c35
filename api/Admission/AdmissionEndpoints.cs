using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Shipments.Api.Errors;

namespace Shipments.Api.Admission;

/// <summary>
/// The gate before a unary method: a call that is not let in is answered before its body is read. A JSON call is told by the interceptor instead, so that its
/// error has the form of all errors of JSON. Streams have their own room.
/// </summary>
internal static class AdmissionEndpoints
{
    /// <summary>Puts it around a method's endpoint.</summary>
    internal static void Wrap(EndpointBuilder endpoint, WorkAdmission admission)
    {
        if (endpoint.RequestDelegate is not { } method
            || endpoint.Metadata.OfType<GrpcMethodMetadata>().FirstOrDefault()?.Method is not { Type: MethodType.Unary } unary)
            return;
        WorkKind kind = MethodKinds.Of(unary.Name);
        bool isJson = endpoint.Metadata.OfType<GrpcJsonTranscodingMetadata>().Any();
        endpoint.RequestDelegate = context => RunAsync(context, method, admission.Call(kind), isJson);
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate method, AdmittedCall call, bool isJson)
    {
        if (call.TryEnter() is { } refusal && !isJson)
        {
            context.Response.ContentType = context.Request.ContentType;
            TransportErrors.Set(context.Response, ErrorStatuses.Of(ApiReason.ServerBusy, retryAfter: refusal.RetryAfter));
            return;
        }

        try
        {
            context.Features.Set(call);
            await method(context);
        }
        finally
        {
            call.Leave();
        }
    }
}
