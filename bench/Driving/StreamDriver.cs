using System.Collections.Concurrent;
using Grpc.Core;
using Shipments.Bench.Checking;
using Shipments.Bench.Measuring;
using Shipments.Bench.Pacing;
using Shipments.V1;

namespace Shipments.Bench.Driving;

/// <summary>
/// One stream of batches of scans: a sender that follows a schedule or keeps a window full, and a reader that checks the acknowledgements. A stream that
/// breaks is opened again; its batches without an acknowledgement count as failed.
/// </summary>
internal sealed class StreamDriver(
    Connections connections, ScanSource source, AnswerCheck check, ChangeWatch watch, Series series, RunClock clock, int batch, int window) : IDisposable
{
    /// <summary>The server reads so many batches of a stream before it acknowledges the first.</summary>
    public const int WindowMax = 32;

    private static readonly TimeSpan ReopenAfter = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LastAnswersWithin = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<long, Batch> _underWay = [];
    private readonly SemaphoreSlim _room = new(window, window);
    private long _number;
    private bool _isEmpty;

    /// <inheritdoc/>
    public void Dispose() => _room.Dispose();

    /// <summary>Runs until the run is over and everything sent is acknowledged or failed.</summary>
    /// <param name="schedule">When each batch is meant to be sent; null for a closed loop.</param>
    /// <param name="random">This stream's own.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public async Task RunAsync(ArrivalSchedule? schedule, Random random, CancellationToken cancellationToken)
    {
        await Task.Yield();
        bool isMore = true;
        while (isMore && !_isEmpty)
        {
            try
            {
                await OneStreamAsync(schedule, random, cancellationToken);
                isMore = false;
            }
            catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
            {
                FailAllUnderWay(FailureReason.Of(exception));
                isMore = !clock.IsOver;
                await Task.Delay(ReopenAfter, clock.Time, cancellationToken);
            }
        }
    }

    private async Task OneStreamAsync(ArrivalSchedule? schedule, Random random, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using AsyncDuplexStreamingCall<StreamScansRequest, StreamScansResponse> call =
            connections.Scans.StreamScans(connections.Options(deadline: null, ending.Token));
        Task reading = ReadAsync(call, ending.Token);
        Task<bool> sending = SendAsync(call, schedule, random, reading, ending.Token);
        try
        {
            await Task.WhenAny(sending, reading);
            if (sending.IsCompletedSuccessfully && await sending)
                await call.RequestStream.CompleteAsync();
            await reading.WaitAsync(LastAnswersWithin, clock.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "The last batches were not acknowledged."));
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(Quiet(sending), Quiet(reading));
        }

        if (!_underWay.IsEmpty || sending.IsCanceled)
            throw new RpcException(new Status(StatusCode.Unavailable, "The server ended the stream."));
        await sending;
    }

    private static Task Quiet(Task task) => task.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    // True when all was sent; false when the stream broke, of which the reader knows the reason.
    private async Task<bool> SendAsync(
        AsyncDuplexStreamingCall<StreamScansRequest, StreamScansResponse> call, ArrivalSchedule? schedule, Random random, Task reading,
        CancellationToken cancellationToken)
    {
        while (!reading.IsCompleted)
        {
            TimeSpan? moment = schedule is null ? (clock.IsOver ? null : TimeSpan.Zero) : schedule.Next();
            if (moment is not { } intended)
                return true;
            if (schedule is not null)
                await Pacer.UntilAsync(clock, intended, cancellationToken);
            await _room.WaitAsync(cancellationToken);
            if (schedule is null)
                intended = clock.Now;
            StreamScansRequest request = new() { Batch = ++_number };
            SentScan[] sent = new SentScan[batch];
            if (!source.TryFill(random, request.Scans, sent))
            {
                _isEmpty = true;
                series.RunDry();
                _room.Release();
                return true;
            }

            _underWay[request.Batch] = new Batch(intended, sent);
            series.Begin(intended);
            watch.Sent(sent, intended);
            if (!await TryWriteAsync(call.RequestStream, request, cancellationToken))
                return false;
        }

        return false;
    }

    private static async ValueTask<bool> TryWriteAsync(
        IClientStreamWriter<StreamScansRequest> writer, StreamScansRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await writer.WriteAsync(request, cancellationToken);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // The call is complete: the server ended it.
            return false;
        }
    }

    private async Task ReadAsync(AsyncDuplexStreamingCall<StreamScansRequest, StreamScansResponse> call, CancellationToken cancellationToken)
    {
        await foreach (StreamScansResponse answer in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            if (!_underWay.TryRemove(answer.Batch, out Batch? of))
                throw new InvalidOperationException($"Batch {answer.Batch} was acknowledged and never sent, or twice.");
            _room.Release();
            int taken = check.Take(of.Sent, answer.Outcomes, reason => series.Fail(reason));
            source.Acknowledged(of.Sent);
            series.End(of.Intended, taken);
        }
    }

    private void FailAllUnderWay(string reason)
    {
        foreach (long number in _underWay.Keys)
        {
            if (!_underWay.TryRemove(number, out Batch? batch))
                continue;
            watch.Forget(batch.Sent);
            series.Fail(reason);
            _room.Release();
        }
    }

    private sealed record Batch(TimeSpan Intended, SentScan[] Sent);
}
