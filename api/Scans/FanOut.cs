using System.Runtime.ExceptionServices;
using Shipments.Api.Limits;

namespace Shipments.Api.Scans;

/// <summary>Sends the grain calls of a batch from several tasks: one that sends and awaits a thousand alone is bound by its one core.</summary>
internal static class FanOut
{
    /// <summary>
    /// Makes all calls and awaits every one of them, whatever becomes of the others. Throws the first failure by the order of the calls.
    /// </summary>
    /// <param name="count">How many calls.</param>
    /// <param name="state">Handed to each call, so that none needs a closure.</param>
    /// <param name="call">Makes a call by its index.</param>
    internal static async Task<TReply[]> RunAsync<TState, TReply>(int count, TState state, Func<TState, int, ValueTask<TReply>> call)
    {
        var run = new Run<TState, TReply>(count, state, call);
        int tasks = Math.Clamp(count / ApiLimits.FanOutCallsMin, 1, ApiLimits.FanOutTasksMax);
        if (tasks == 1)
        {
            await run.LaneAsync(0, count);
        }
        else
        {
            var lanes = new Task[tasks];
            for (int i = 0; i < tasks; i++)
                lanes[i] = run.SpreadAsync((int)((long)count * i / tasks), (int)((long)count * (i + 1) / tasks));
            await Task.WhenAll(lanes);
        }

        run.ThrowFirst();
        return run.Replies;
    }

    private sealed class Run<TState, TReply>(int count, TState state, Func<TState, int, ValueTask<TReply>> call)
    {
        private readonly Lock _lock = new();
        private int _failedAt = int.MaxValue;
        private ExceptionDispatchInfo? _failure;

        internal TReply[] Replies { get; } = new TReply[count];

        internal async Task SpreadAsync(int from, int to)
        {
            await Task.Yield();
            await LaneAsync(from, to);
        }

        // Sends all, then awaits in order: the calls overlap, and only replies are waited for.
        internal async Task LaneAsync(int from, int to)
        {
            var sent = new ValueTask<TReply>[to - from];
            for (int i = from; i < to; i++)
            {
                try
                {
#pragma warning disable CA2012 // Each is awaited just once, below.
                    sent[i - from] = call(state, i);
#pragma warning restore CA2012
                }
                catch (Exception exception) when (Note(i, exception))
                {
                    // Noted; the other calls are made all the same, and this one awaits an empty reply.
                }
            }

            for (int i = from; i < to; i++)
            {
                try
                {
                    Replies[i] = await sent[i - from];
                }
                catch (Exception exception) when (Note(i, exception))
                {
                    // Noted; the other calls are awaited all the same.
                }
            }
        }

        internal void ThrowFirst() => _failure?.Throw();

        private bool Note(int index, Exception exception)
        {
            lock (_lock)
            {
                if (index < _failedAt)
                {
                    _failedAt = index;
                    _failure = ExceptionDispatchInfo.Capture(exception);
                }
            }

            return true;
        }
    }
}
