using Grpc.Core;

namespace Shipments.Client;

/// <summary>Sends unary calls, again while repeating helps and the deadline allows it.</summary>
internal sealed class UnaryCalls(CallContext context)
{
    private readonly ShipmentsClientOptions _options = context.Options;

    /// <summary>A budget for one call, or for several that a caller sees as one.</summary>
    public CallBudget Begin() => new(context.Time, _options);

    /// <exception cref="ShipmentsCallException">It ended for good.</exception>
    public Task<TResponse> RunAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> send, TRequest request, CancellationToken cancellationToken) =>
        RunAsync(send, request, Begin(), cancellationToken);

    /// <exception cref="ShipmentsCallException">It ended for good.</exception>
    public async Task<TResponse> RunAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> send, TRequest request, CallBudget budget, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CallFault fault;
            try
            {
                using AsyncUnaryCall<TResponse> call = send(request, new CallOptions(context.Headers, budget.NextAttempt(), cancellationToken));
                return await call.ResponseAsync;
            }
            catch (RpcException exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            }
            catch (RpcException exception)
            {
                fault = CallFault.Of(exception);
            }

            await PauseAsync(fault, budget, cancellationToken);
        }
    }

    /// <summary>Waits until the call may be sent again.</summary>
    /// <exception cref="ShipmentsCallException">It may not.</exception>
    public async Task PauseAsync(CallFault fault, CallBudget budget, CancellationToken cancellationToken)
    {
        if (fault.RetryAfter is not { } asked || !budget.Allows(context.Backoff.After(budget.Attempts, asked), out TimeSpan pause))
            throw fault.ToException(budget.Attempts);
        ClientLog.Repeating(context.Log, fault.Exception.StatusCode, fault.Reason, budget.Attempts, pause);
        await Task.Delay(pause, context.Time, cancellationToken);
    }
}
