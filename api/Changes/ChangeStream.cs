using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Changes;

/// <summary>
/// One stream of changes. Every shard has one read under way or one answer in the queue, never both, and its next read begins after its answer
/// was sent. So the shards take turns, a slow receiver holds the reading back, and what is held is bounded: 4 MiB divided among the shards.
/// </summary>
/// <param name="feed">Reads the shards.</param>
/// <param name="cursor">Where to begin; moved on as changes are sent.</param>
/// <param name="request">Whose changes, and which, as every read says it.</param>
/// <param name="instruments">Counts what is sent.</param>
/// <param name="time">The clock of the signs of life.</param>
/// <param name="call">Ends when the caller goes away.</param>
/// <param name="draining">Ends when the host begins to stop.</param>
internal sealed class ChangeStream(
    IFeedCalls feed, FeedCursor cursor, ReadShardQuery request, ApiInstruments instruments, TimeProvider time,
    CancellationToken call, CancellationToken draining) : IDisposable
{
    // The least a shard may bring at once, whatever the number of shards.
    private const int ReadBytesMin = 4 * 1024;

    private static readonly TimeSpan ReadWait = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _reading = CancellationTokenSource.CreateLinkedTokenSource(call, draining);

    // Invariant: reads under way + items <= shards, as a shard is read again only after its item was taken.
    private readonly Channel<ShardRead> _read = Channel.CreateBounded<ShardRead>(cursor.Seqs.Length);
    private readonly Task[] _underWay = new Task[cursor.Seqs.Length];
    private readonly int _readBytes = Math.Clamp(ApiLimits.ChangeBufferBytesMax / cursor.Seqs.Length, ReadBytesMin, ApiLimits.ChangeMessageBytes);
    private readonly List<int> _taken = [];
    private Task<bool>? _arrival;
    private Exception? _fault;
    private long _wroteAt;

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    /// <summary>Runs until something ends the stream, and throws that. What was read before is sent first.</summary>
    internal async Task RunAsync(IServerStreamWriter<ReadChangesResponse> responses)
    {
        Array.Fill(_underWay, Task.CompletedTask);
        try
        {
            await WriteAsync(responses, new ReadChangesResponse());
            for (int shard = 0; shard < cursor.Seqs.Length; shard++)
                _underWay[shard] = ReadAsync(shard);
            while (true)
            {
                await ArrivalAsync();
                if (draining.IsCancellationRequested)
                    await FinishAsync(responses);
                ReadChangesResponse message = Take();
                if (message.Changes.Count > 0 || time.GetElapsedTime(_wroteAt) >= ApiLimits.ChangeHeartbeat)
                    await WriteAsync(responses, message);
                if (_fault is not null)
                    throw _fault;
                foreach (int shard in _taken)
                    _underWay[shard] = ReadAsync(shard);
            }
        }
        finally
        {
            await _reading.CancelAsync();
            await Task.WhenAll(_underWay);
        }
    }

    // Ends when something was read, when a sign of life is due, or when the reading ends.
    private async Task ArrivalAsync()
    {
        TimeSpan left = ApiLimits.ChangeHeartbeat - time.GetElapsedTime(_wroteAt);
        _arrival ??= _read.Reader.WaitToReadAsync(_reading.Token).AsTask();
        if (left <= TimeSpan.Zero && !_arrival.IsCompleted)
            return;
        try
        {
            if (!_arrival.IsCompleted)
                await _arrival.WaitAsync(left, time, call);
            Task<bool> arrival = _arrival;
            _arrival = null;
            await arrival;
        }
        catch (TimeoutException)
        {
            // The wait for the same arrival goes on after the sign of life.
        }
        catch (OperationCanceledException) when (draining.IsCancellationRequested && !call.IsCancellationRequested)
        {
            _arrival = null;
        }
    }

    // The stop has ended the reads; what they brought before goes out.
    private async Task FinishAsync(IServerStreamWriter<ReadChangesResponse> responses)
    {
        await Task.WhenAll(_underWay);
        while (_read.Reader.TryPeek(out _))
        {
            ReadChangesResponse message = Take();
            if (message.Changes.Count > 0)
                await WriteAsync(responses, message);
        }

        throw ErrorStatuses.Exception(ApiReason.Draining);
    }

    private ReadChangesResponse Take()
    {
        ReadChangesResponse message = new();
        _taken.Clear();
        int bytes = 0;
        while (bytes < ApiLimits.ChangeMessageBytes && _read.Reader.TryRead(out ShardRead read))
        {
            if ((read.Fault ?? FaultOf(read.Reply!)) is { } fault)
            {
                // What other shards brought is sent before the stream ends with it.
                _fault ??= fault;
                continue;
            }

            _taken.Add(read.Shard);
            cursor.Seqs[read.Shard] = read.Reply!.UpTo;
            message.Changes.AddRange(read.Reply.Changes);
            bytes += read.Reply.Changes.Sum(static change => ((IMessage)change).CalculateSize());
        }

        return message;
    }

    private static RpcException? FaultOf(ReadShardReply reply)
    {
        if (ErrorTable.Of(reply.Header) is { } reason)
            return ErrorStatuses.Exception(reason);
        return reply.Reset ? ErrorStatuses.Exception(ApiReason.CursorReset) : null;
    }

    private async Task WriteAsync(IServerStreamWriter<ReadChangesResponse> responses, ReadChangesResponse message)
    {
        message.Cursor = CursorCodec.Encode(cursor, request.Tenant);
        _wroteAt = time.GetTimestamp();
        await responses.WriteAsync(message, call);
        instruments.Changes(message.Changes.Count);
    }

    // Never throws: how it ended stands in the queue.
    private async Task ReadAsync(int shard)
    {
        ReadShardQuery query = new(request)
        {
            After = cursor.Seqs[shard],
            ChangesMax = ApiLimits.ChangesPerReadMax,
            BytesMax = _readBytes,
            WaitMs = (int)ReadWait.TotalMilliseconds,
        };
        try
        {
            _read.Writer.TryWrite(new ShardRead(shard, await feed.Read(shard, query, _reading.Token), null));
        }
        catch (Exception exception) when (_read.Writer.TryWrite(new ShardRead(shard, null, exception)))
        {
            // Handed on to the stream.
        }
    }
}
