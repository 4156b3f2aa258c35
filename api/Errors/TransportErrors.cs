using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Shipments.Api.Errors;

/// <summary>
/// Gives the table's status to calls that end before any interceptor sees them: a unary message too large or unreadable. The transport says
/// UNKNOWN or INTERNAL of bytes that are no message, but they are the caller's fault. Errors of the interceptors carry details already.
/// </summary>
internal static class TransportErrors
{
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";
    private const string DetailsHeader = "grpc-status-details-bin";

    /// <summary>Puts it around a method's endpoint.</summary>
    internal static void Wrap(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is not { } method)
            return;
        endpoint.RequestDelegate = async context =>
        {
            await method(context);
            Complete(context.Response);
        };
    }

    /// <summary>Makes a status the whole answer of a call that has not answered.</summary>
    internal static void Set(HttpResponse response, Google.Rpc.Status status)
    {
        response.Headers[StatusHeader] = status.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        response.Headers[MessageHeader] = Uri.EscapeDataString(status.Message);
        response.Headers[DetailsHeader] = Convert.ToBase64String(status.ToByteArray()).TrimEnd('=');
    }

    private static void Complete(HttpResponse response)
    {
        // A call that never answered has its status in the headers, and they are not sent yet.
        if (response.HasStarted || !response.Headers.TryGetValue(StatusHeader, out var code) || response.Headers.ContainsKey(DetailsHeader))
            return;
        if (ReasonOf(code.ToString()) is not { } reason)
            return;
        Set(response, ErrorStatuses.Of(reason));
    }

    private static ApiReason? ReasonOf(string code) =>
        !int.TryParse(code, System.Globalization.CultureInfo.InvariantCulture, out int number) ? null : (StatusCode)number switch
        {
            StatusCode.ResourceExhausted => ApiReason.MessageTooLarge,
            StatusCode.Unknown or StatusCode.Internal => ApiReason.MessageUnreadable,
            _ => null,
        };
}
