using Orleans.Runtime.Messaging;
using System.Runtime.CompilerServices;
using Shipments.Contracts.Messages;

namespace Shipments.Contracts.Calls;

/// <summary>
/// The one way to call a journaled grain. A call that came to a silo which no longer owns the actor's shard is answered MOVED and the
/// activation there goes away; the next call is placed at the owner. A call whose silo left or died is sent again too, when its command can be
/// repeated: calls are at most once, what happened to the failed one is unknown, and its request id settles it.
/// </summary>
public static class GrainCalls
{
    /// <summary>How often a call that was MOVED, or whose silo is gone, is sent again: 16, within 1.3 s.</summary>
    public const int MovedRetriesMax = 16;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(5);

    // A hand-over lasts tens of milliseconds: to wait much longer than it did would only add to a caller's latency.
    private static readonly TimeSpan DelayMax = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Calls, and calls again while the answer is MOVED or the silo that was called is gone. The last answer is given as it is: MOVED then means
    /// UNAVAILABLE to a caller.
    /// </summary>
    /// <typeparam name="TArgument">What the call takes beside the grain.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="call">The call; called anew for each try.</param>
    /// <param name="argument">Given to each call, so that no closure is made for a call.</param>
    /// <param name="time">The clock of the pauses between tries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="isRepeatable">
    /// Whether a second call does no harm when the first one did its work: true of reads and of commands with a request id. Else only an answer of
    /// MOVED, which says that nothing was done, is followed by another call.
    /// </param>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<TReply> InvokeAsync<TArgument, TReply>(
        Func<TArgument, CancellationToken, ValueTask<TReply>> call,
        TArgument argument,
        TimeProvider time,
        CancellationToken cancellationToken,
        bool isRepeatable = true)
        where TReply : IGrainReply
    {
        TimeSpan delay = FirstDelay;
        for (int retries = 0; ; retries++)
        {
            try
            {
                TReply reply = await call(argument, cancellationToken);
                if (reply.Header.Status != CallStatus.Moved || retries == MovedRetriesMax)
                    return reply;
            }
            catch (OrleansException exception) when (isRepeatable && retries < MovedRetriesMax && IsSiloGone(exception))
            {
                // Its grain is placed at another silo by the next call.
            }

            await Task.Delay(delay, time, cancellationToken);
            delay = delay + delay < DelayMax ? delay + delay : DelayMax;
        }
    }

    /// <summary>The same for a call that answers a task.</summary>
    /// <typeparam name="TArgument">What the call takes beside the grain.</typeparam>
    /// <typeparam name="TReply">The reply.</typeparam>
    /// <param name="call">The call; called anew for each try.</param>
    /// <param name="argument">Given to each call.</param>
    /// <param name="time">The clock of the pauses between tries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="isRepeatable">Whether a second call does no harm when the first one did its work.</param>
    public static ValueTask<TReply> InvokeAsync<TArgument, TReply>(
        Func<TArgument, CancellationToken, Task<TReply>> call,
        TArgument argument,
        TimeProvider time,
        CancellationToken cancellationToken,
        bool isRepeatable = true)
        where TReply : IGrainReply =>
        InvokeAsync(
            static (inner, token) => new ValueTask<TReply>(inner.call(inner.argument, token)),
            (call, argument), time, cancellationToken, isRepeatable);

    /// <summary>Whether an exception of a grain call leaves its outcome unknown, so that repeating the request is the way on.</summary>
    /// <param name="exception">What the call threw.</param>
    public static bool IsOutcomeUnknown(Exception exception) =>
        exception is TimeoutException or OrleansException;

    // A silo that stopped rejects what comes late; the runtime breaks what waits for a silo declared dead; a dead process refuses connections.
    private static bool IsSiloGone(OrleansException exception) => exception is OrleansMessageRejectionException or ConnectionFailedException;
}
