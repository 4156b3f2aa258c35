using System.Runtime.CompilerServices;
using Grpc.Core;

namespace Shipments.Client;

/// <summary>Reads streams from the server as if they never broke.</summary>
internal sealed class ServerStreams(CallContext context)
{
    /// <summary>Opens the stream again whenever it ends, each time with what <paramref name="open"/> then asks for.</summary>
    /// <param name="stream">Its name in the log.</param>
    /// <param name="open">Opens it after the last message that was given out.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ShipmentsCallException">It could not be opened again.</exception>
    public async IAsyncEnumerable<TResponse> ReadAsync<TResponse>(
        string stream, Func<CallOptions, AsyncServerStreamingCall<TResponse>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Reconnection reconnection = new(context, stream);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CallFault? fault;
            using (AsyncServerStreamingCall<TResponse> call = open(new CallOptions(context.Headers, cancellationToken: cancellationToken)))
            {
                while ((fault = await MoveAsync(call.ResponseStream, cancellationToken)) is null)
                {
                    reconnection.Succeeded();
                    yield return call.ResponseStream.Current;
                }
            }

            await reconnection.PauseAsync(fault, cancellationToken);
        }
    }

    // Null: there is a message.
    private async Task<CallFault?> MoveAsync<TResponse>(IAsyncStreamReader<TResponse> responses, CancellationToken cancellationToken)
    {
        try
        {
            return await responses.MoveNext(cancellationToken).WaitAsync(context.Options.SilenceMax, context.Time, cancellationToken)
                ? null
                : CallFault.Of(StatusCode.Unavailable, "The server ended the stream.");
        }
        catch (TimeoutException)
        {
            return CallFault.Of(StatusCode.Unavailable, $"No message came for {context.Options.SilenceMax}.");
        }
        catch (RpcException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        catch (RpcException exception)
        {
            return CallFault.Of(exception);
        }
    }
}
