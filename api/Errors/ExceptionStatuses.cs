using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Shipments.Api.Hosting;
using Shipments.Contracts.Calls;

namespace Shipments.Api.Errors;

/// <summary>Maps what was thrown to a reason of the table. Texts of exceptions stay in the log: they may hold paths and statements.</summary>
internal sealed class ExceptionStatuses(TimeProvider time, ILogger<ExceptionStatuses> log)
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>Whether an exception is a status of the table already.</summary>
    internal static bool IsComplete(Exception exception) =>
        exception is RpcException rpc && rpc.Trailers.Any(trailer => trailer.Key == DetailsTrailer);

    /// <summary>The status a caller sees of an exception.</summary>
    internal RpcException Of(Exception exception, ServerCallContext context)
    {
        ApiReason reason = Reason(exception, context);
        if (reason == ApiReason.Internal)
            log.CallFailed(context.Method, exception);
        else if (reason == ApiReason.OutcomeUnknown)
            log.OutcomeUnknown(context.Method, exception);
        return ErrorStatuses.Exception(reason);
    }

    private ApiReason Reason(Exception exception, ServerCallContext context)
    {
        if (context.CancellationToken.IsCancellationRequested)
            return context.Deadline <= time.GetUtcNow().UtcDateTime ? ApiReason.DeadlineExceeded : ApiReason.Cancelled;
        if (exception is OperationCanceledException)
            return CallDeadline.Expired(context) ? ApiReason.DeadlineExceeded : ApiReason.Cancelled;
        if (GrainCalls.IsOutcomeUnknown(exception))
            return ApiReason.OutcomeUnknown;
        return exception switch
        {
            InvalidProtocolBufferException => ApiReason.MessageUnreadable,
            // The transport refuses a message of a stream: too large, torn, or compressed in a way nobody offered.
            RpcException { StatusCode: StatusCode.ResourceExhausted } => ApiReason.MessageTooLarge,
            RpcException { StatusCode: StatusCode.Cancelled } => ApiReason.Cancelled,
            RpcException => ApiReason.MessageUnreadable,
            IOException => ApiReason.Cancelled,
            _ => ApiReason.Internal,
        };
    }
}
