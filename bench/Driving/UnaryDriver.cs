using System.Runtime.ExceptionServices;
using Grpc.Core;
using Shipments.Bench.Measuring;
using Shipments.Bench.Pacing;

namespace Shipments.Bench.Driving;

/// <summary>Sends one kind of unary call, in an open or a closed loop, until the run is over and every call has ended.</summary>
internal sealed class UnaryDriver(IUnaryOperation operation, Series series, RunClock clock)
{
    /// <summary>An open loop has at most so many calls under way; past it calls are sent later, and their latency says so.</summary>
    public const int InFlightMax = 16_384;

    private ExceptionDispatchInfo? _fault;
    private volatile bool _isEmpty;

    /// <summary>Sends at the moments of a schedule, whatever becomes of the calls before.</summary>
    /// <param name="schedule">The moments.</param>
    /// <param name="random">This loop's own.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task OpenAsync(ArrivalSchedule schedule, Random random, CancellationToken cancellationToken)
    {
        await Task.Yield();
        using SemaphoreSlim room = new(InFlightMax, InFlightMax);
        while (!_isEmpty && _fault is null && schedule.Next() is { } moment)
        {
            await Pacer.UntilAsync(clock, moment, cancellationToken);
            await room.WaitAsync(cancellationToken);
            _ = SendAsync(moment, random, room, cancellationToken);
        }

        for (int i = 0; i < InFlightMax; i++)
            await room.WaitAsync(cancellationToken);
        _fault?.Throw();
    }

    /// <summary>Keeps one call under way; the next is meant to be sent when the one before has ended.</summary>
    /// <param name="random">This loop's own.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task ClosedAsync(Random random, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (!_isEmpty && _fault is null && !clock.IsOver)
            await SendAsync(clock.Now, random, room: null, cancellationToken);
        _fault?.Throw();
    }

    private async Task SendAsync(TimeSpan intended, Random random, SemaphoreSlim? room, CancellationToken cancellationToken)
    {
        try
        {
            series.Begin(intended);
            int items = await operation.SendAsync(random, series, cancellationToken);
            if (items >= 0)
                series.End(intended, items);
            else
                RunDry();
        }
        catch (RpcException exception)
        {
            series.Fail(FailureReason.Of(exception));
        }
        catch (Exception exception) when (Note(exception))
        {
            // It ends the run, from the loop.
        }
        finally
        {
            room?.Release();
        }
    }

    private void RunDry()
    {
        _isEmpty = true;
        series.RunDry();
    }

    private bool Note(Exception exception)
    {
        Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(exception), null);
        return true;
    }
}
