using System.Buffers;
using System.IO.Pipelines;

namespace Shipments.Contracts.Connections;

/// <summary>The transport of a connection as a stream, for <see cref="System.Net.Security.SslStream"/>. Closing it leaves the transport open.</summary>
internal sealed class TransportStream(IDuplexPipe transport) : Stream
{
    // Orleans breaks a read off once, when it closes. SslStream asks first whether anything is there and only then for bytes, so the first of the
    // two would swallow it and the second would wait on.
    private volatile bool _isBrokenOff;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Reads what there is; 0 at the end, and when the owner of the transport broke the wait off because it closes.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isBrokenOff)
            return 0;
        ReadResult read = await transport.Input.ReadAsync(cancellationToken);
        _isBrokenOff = read.IsCanceled;
        int taken = read.IsCanceled ? 0 : (int)Math.Min(read.Buffer.Length, buffer.Length);
        read.Buffer.Slice(0, taken).CopyTo(buffer.Span);
        transport.Input.AdvanceTo(read.Buffer.GetPosition(taken));
        return taken;
    }

    /// <summary>Writes and waits until the transport has room again.</summary>
    /// <param name="buffer">What.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">Nobody takes it any more.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        FlushResult flush = await transport.Output.WriteAsync(buffer, cancellationToken);
        if (flush.IsCanceled || flush.IsCompleted)
            throw new IOException("The connection is closed.");
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Only what is left when a writer ends without a flush comes here; it goes out with the end of the transport, and nothing blocks.</summary>
    /// <param name="buffer">What.</param>
    public override void Write(ReadOnlySpan<byte> buffer) => transport.Output.Write(buffer);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Nothing waits here: each write has gone to the transport.</summary>
    public override void Flush()
    {
    }

    /// <summary>Nothing waits here: each write has gone to the transport.</summary>
    /// <param name="cancellationToken">Not looked at.</param>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Only asynchronous reads.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
