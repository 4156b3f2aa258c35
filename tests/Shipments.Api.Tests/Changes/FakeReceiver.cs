using System.Threading.Channels;
using Grpc.Core;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Changes;

/// <summary>The receiving end of a stream. It can stop taking messages, as a slow caller does.</summary>
internal sealed class FakeReceiver<T> : IServerStreamWriter<T>
{
    private readonly Channel<T> _messages = Channel.CreateUnbounded<T>();
    private readonly TaskCompletionSource _goOn = Waits.Signal();
    private int _written;

    /// <summary>So many writes end at once; the next ones end when it goes on.</summary>
    public int TakesFirst { get; set; } = int.MaxValue;

    public WriteOptions? WriteOptions { get; set; }

    public bool IsEmpty => !_messages.Reader.TryPeek(out _);

    public void GoOn() => _goOn.TrySetResult();

    public Task<T> Next(string awaited) => _messages.Reader.ReadAsync().AsTask().Within(awaited);

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        bool isTaken = ++_written <= TakesFirst;
        _messages.Writer.TryWrite(message).Should().BeTrue();
        return isTaken ? Task.CompletedTask : _goOn.Task.WaitAsync(cancellationToken);
    }
}
