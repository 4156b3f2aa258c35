using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Shipments.Api.Limits;

namespace Shipments.Api.Hosting;

/// <summary>
/// Leaves small answers as they are: compressing one costs more than it saves. Streams answer in small messages and are never compressed.
/// A method that set the options of its answer itself is left alone.
/// </summary>
internal sealed class CompressionInterceptor : Interceptor
{
    private static readonly WriteOptions Plain = new(WriteFlags.NoCompress);

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        TResponse response = await continuation(request, context);
        // A JSON call has no such options, and throws when it is asked for them.
        if (IsGrpc(context) && context.WriteOptions is null && response is IMessage message && message.CalculateSize() < ApiLimits.AnswerCompressedBytesMin)
            context.WriteOptions = Plain;
        return response;
    }

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        responseStream.WriteOptions ??= Plain;
        return continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        responseStream.WriteOptions ??= Plain;
        return continuation(requestStream, responseStream, context);
    }

    private static bool IsGrpc(ServerCallContext context) =>
        context.GetHttpContext().Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) ?? false;
}
