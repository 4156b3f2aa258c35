using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Shipments.Api.Errors;
using Status = Google.Rpc.Status;

namespace Shipments.Api.Json;

/// <summary>
/// Gives the table's details to JSON calls that end before any interceptor sees them: a body that is no JSON, that is too large or that
/// has a field which its message does not have, or a wrong parameter. The transport answers those with a bare status; every other error has its details already.
/// </summary>
internal static class JsonErrors
{
    // What Kestrel says of a body past its bound; the transport hands on only the text.
    private const string TooLargeText = "Request body too large";

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithTypeRegistry(JsonRules.Details));
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(JsonRules.Details).WithFormatDefaultValues(true));

    /// <summary>Puts it around a method's endpoint, if that is one of JSON.</summary>
    internal static void Wrap(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is not { } method || endpoint.Metadata.OfType<GrpcJsonTranscodingMetadata>().FirstOrDefault() is not { } rule)
            return;
        endpoint.RequestDelegate = context => AnswerAsync(context, method, rule);
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate method, GrpcJsonTranscodingMetadata rule)
    {
        SentBody? sent = SentBody.Watch(context.Request, rule);
        HttpResponse response = context.Response;
        Stream body = response.Body;
        await using ErrorBody errors = new(response, body);
        response.Body = errors;
        try
        {
            await method(context);
        }
        finally
        {
            response.Body = body;
        }

        if (errors.Held is { Length: > 0 } held)
            await body.WriteAsync(Complete(response, held, sent?.Faults ?? []), context.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Complete(HttpResponse response, MemoryStream held, IReadOnlyList<FieldFault> unknown)
    {
        Status status = Parser.Parse<Status>(System.Text.Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length));
        if (status.Details.Count > 0)
            return held.GetBuffer().AsMemory(0, (int)held.Length);
        bool tooLarge = status.Message.StartsWith(TooLargeText, StringComparison.Ordinal);
        if (tooLarge)
            response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        Status complete = tooLarge ? ErrorStatuses.Of(ApiReason.MessageTooLarge)
            : unknown.Count > 0 ? ErrorStatuses.Of(ApiReason.FieldsInvalid, faults: unknown)
            : ErrorStatuses.Of(ApiReason.MessageUnreadable, status.Message.TrimEnd('.'));
        return System.Text.Encoding.UTF8.GetBytes(Formatter.Format(complete));
    }
}
