using System.Runtime.CompilerServices;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Calls;

/// <summary>
/// The one way to call a journaled grain. A call that came to a silo which no longer owns the actor's shard is answered MOVED and the
/// activation there goes away; the next call is placed at the owner. Calls are at most once; what happened to one that failed is unknown,
/// and its request id settles it when it is repeated.
/// </summary>
public static class GrainCalls
{
    /// <summary>How often a call that was MOVED is sent again: 8.</summary>
    public const int MovedRetriesMax = 8;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>Calls, and calls again while the answer is MOVED. The last answer is given as it is: MOVED then means UNAVAILABLE to a caller.</summary>
    /// <typeparam name="TArgument">What the call takes beside the grain.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="call">The call; called anew for each try.</param>
    /// <param name="argument">Given to each call, so that no closure is made for a call.</param>
    /// <param name="time">The clock of the pauses between tries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<TReply> InvokeAsync<TArgument, TReply>(
        Func<TArgument, CancellationToken, ValueTask<TReply>> call, TArgument argument, TimeProvider time, CancellationToken cancellationToken)
        where TReply : IGrainReply
    {
        TimeSpan delay = FirstDelay;
        for (int retries = 0; ; retries++)
        {
            TReply reply = await call(argument, cancellationToken);
            if (reply.Header.Status != CallStatus.Moved || retries == MovedRetriesMax)
                return reply;
            await Task.Delay(delay, time, cancellationToken);
            delay += delay;
        }
    }

    /// <summary>The same for a call that answers a task.</summary>
    /// <typeparam name="TArgument">What the call takes beside the grain.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="call">The call; called anew for each try.</param>
    /// <param name="argument">Given to each call.</param>
    /// <param name="time">The clock of the pauses between tries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static ValueTask<TReply> InvokeAsync<TArgument, TReply>(
        Func<TArgument, CancellationToken, Task<TReply>> call, TArgument argument, TimeProvider time, CancellationToken cancellationToken)
        where TReply : IGrainReply =>
        InvokeAsync(
            static (inner, token) => new ValueTask<TReply>(inner.call(inner.argument, token)), (call, argument), time, cancellationToken);

    /// <summary>Whether an exception of a grain call leaves its outcome unknown, so that repeating the request is the way on.</summary>
    /// <param name="exception">What the call threw.</param>
    public static bool IsOutcomeUnknown(Exception exception) =>
        exception is TimeoutException or OrleansException;
}
