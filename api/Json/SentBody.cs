using System.Text.Json;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Shipments.Api.Errors;

namespace Shipments.Api.Json;

/// <summary>
/// The body of a JSON call as the transport reads it. At its end it is looked through for fields that the message does not have; with one of them the
/// reading fails, so that the call ends before anything is done. The transport itself leaves such fields out in silence.
/// </summary>
/// <param name="inner">The body; the server bounds its length.</param>
/// <param name="message">What the body is to be.</param>
internal sealed class SentBody(Stream inner, MessageDescriptor message) : Stream
{
    private readonly MemoryStream _read = new();
    private readonly FieldFaults _faults = new();

    /// <summary>Fields that the message does not have, once all was read.</summary>
    internal IReadOnlyList<FieldFault> Faults => _faults.List;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Puts itself in the place of the body of a call. Null for a method that reads none, or not into a message.</summary>
    internal static SentBody? Watch(HttpRequest request, GrpcJsonTranscodingMetadata method)
    {
        MessageDescriptor input = method.MethodDescriptor.InputType;
        MessageDescriptor? message = method.HttpRule.Body switch
        {
            "" => null,
            "*" => input,
            string field => input.FindFieldByName(field) is { FieldType: FieldType.Message, IsRepeated: false } one ? one.MessageType : null,
        };
        if (message is null)
            return null;
        SentBody body = new(request.Body, message);
        request.Body = body;
        return body;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken);
        if (count > 0)
            _read.Write(buffer.Span[..count]);
        else if (buffer.Length > 0)
            Look();
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _read.Dispose();
        base.Dispose(disposing);
    }

    private void Look()
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(_read.GetBuffer().AsMemory(0, (int)_read.Length));
            UnknownFields.Find(document.RootElement, message, _faults);
        }
        catch (JsonException)
        {
            // No JSON, or in another encoding than UTF-8: the transport says the one, and reads the other without this look.
            return;
        }

        if (_faults.Count > 0)
            throw new JsonException("The message does not have all fields of the body.");
    }
}
