using System.Threading.Channels;
using Grpc.Core;
using Shipments.V1;

namespace Shipments.Api.Tests.Fakes;

/// <summary>Both ends of a stream of batches in memory. It counts what the server has read.</summary>
internal sealed class FakeStream : IAsyncStreamReader<StreamScansRequest>, IServerStreamWriter<StreamScansResponse>
{
    private readonly Channel<StreamScansRequest> _requests = Channel.CreateUnbounded<StreamScansRequest>();
    private readonly Channel<StreamScansResponse> _responses = Channel.CreateUnbounded<StreamScansResponse>();
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource> _reads = [];

    public int Read { get; private set; }

    public StreamScansRequest Current { get; private set; } = new();

    public WriteOptions? WriteOptions { get; set; }

    public void Send(StreamScansRequest batch) => _requests.Writer.TryWrite(batch).Should().BeTrue();

    public void Send(long batch, params Scan[] scans) => Send(new StreamScansRequest { Batch = batch, Scans = { scans } });

    public void HalfClose() => _requests.Writer.Complete();

    public void Break(Exception exception) => _requests.Writer.Complete(exception);

    /// <summary>Ends when the server has asked for its n-th message, from 1.</summary>
    public Task Asked(int count)
    {
        lock (_lock)
        {
            if (!_reads.TryGetValue(count, out TaskCompletionSource? signal))
                _reads[count] = signal = Waits.Signal();
            if (Read >= count)
                signal.TrySetResult();
            return signal.Task;
        }
    }

    public Task<StreamScansResponse> Ack() => _responses.Reader.ReadAsync().AsTask().Within("an acknowledgement");

    public long[] Acked()
    {
        List<long> batches = [];
        while (_responses.Reader.TryRead(out StreamScansResponse? ack))
            batches.Add(ack.Batch);
        return [.. batches];
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Read++;
            if (_reads.TryGetValue(Read, out TaskCompletionSource? signal))
                signal.TrySetResult();
        }

        if (!await _requests.Reader.WaitToReadAsync(cancellationToken))
            return false;
        Current = await _requests.Reader.ReadAsync(cancellationToken);
        return true;
    }

    public Task WriteAsync(StreamScansResponse message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(StreamScansResponse message, CancellationToken cancellationToken)
    {
        _responses.Writer.TryWrite(message).Should().BeTrue();
        return Task.CompletedTask;
    }
}
