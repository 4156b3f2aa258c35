using System.IO.Pipelines;
using System.Net.Security;

namespace Shipments.Contracts.Connections;

/// <summary>What Orleans reads and writes instead of the transport: the same in clear.</summary>
internal sealed class TlsTransport : IDuplexPipe
{
    // The largest record of TLS, so that one read or write is one record where there is enough to say.
    private const int RecordBytes = 16 * 1024;

    private static readonly StreamPipeReaderOptions Reading = new(bufferSize: RecordBytes, leaveOpen: true);
    private static readonly StreamPipeWriterOptions Writing = new(minimumBufferSize: RecordBytes, leaveOpen: true);

    /// <summary>Over a stream whose handshake is done.</summary>
    public TlsTransport(SslStream tls)
    {
        Input = PipeReader.Create(tls, Reading);
        Output = PipeWriter.Create(tls, Writing);
    }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <summary>Gives the buffers back. What was not flushed is dropped; completing a second time does nothing.</summary>
    public void Complete()
    {
        Input.Complete();
        Output.Complete(new IOException("The connection is closed."));
    }
}
