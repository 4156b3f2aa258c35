using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Shipments.Api.Admission;

/// <summary>
/// The second look at a unary call, now that its request is read: whether there is room for all of it, and whether anybody still waits for it. Calls of
/// endpoints without a gate pass.
/// </summary>
internal sealed class AdmissionInterceptor : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (context.GetHttpContext().Features.Get<AdmittedCall>() is not { } call)
            return await continuation(request, context);
        if (context.CancellationToken.IsCancellationRequested)
        {
            call.Dropped();
            throw new OperationCanceledException(context.CancellationToken);
        }

        call.Weigh((IMessage)request);
        TResponse response = await continuation(request, context);
        call.Done();
        return response;
    }
}
