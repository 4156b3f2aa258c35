using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;

namespace Shipments.Api.Hosting;

/// <summary>Gives a unary call without a deadline the default one, and none more than the greatest. Streams live as long as their caller.</summary>
internal sealed class DeadlineInterceptor(IOptions<ApiOptions> options, TimeProvider time) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        if (Bound(context.Deadline) is not { } bound)
            return await continuation(request, context);
        using CancellationTokenSource timer = new(bound, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, timer.Token);
        context.GetHttpContext().Features.Set(new CallDeadline(linked.Token, timer.Token));
        return await continuation(request, context);
    }

    private TimeSpan? Bound(DateTime deadline)
    {
        if (deadline == DateTime.MaxValue)
            return options.Value.DeadlineDefault;
        return deadline - time.GetUtcNow().UtcDateTime > options.Value.DeadlineMax ? options.Value.DeadlineMax : null;
    }
}
