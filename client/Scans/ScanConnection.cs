using System.Threading.Channels;
using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>One connection of a scan stream: writes what waits, takes acknowledgements, and says how it ended.</summary>
internal sealed class ScanConnection : IDisposable
{
    private readonly AsyncDuplexStreamingCall<StreamScansRequest, StreamScansResponse> _call;
    private readonly ScanWindow _window;
    private readonly CallContext _context;
    private readonly CancellationTokenSource _over;
    private readonly CancellationToken _stopping;

    public ScanConnection(
        AsyncDuplexStreamingCall<StreamScansRequest, StreamScansResponse> call, ScanWindow window, CallContext context, CancellationToken stopping)
    {
        _call = call;
        _window = window;
        _context = context;
        _stopping = stopping;
        _over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _call.Dispose();
        _over.Dispose();
    }

    /// <summary>Runs until the connection ends; null when everything was sent and acknowledged.</summary>
    public async Task<CallFault?> RunAsync(Reconnection reconnection)
    {
        Task writing = WriteAsync(_window.Connect());
        try
        {
            return await ReadAsync(reconnection);
        }
        finally
        {
            _window.Disconnect();
            await _over.CancelAsync();
            _call.Dispose();
            await writing;
        }
    }

    // What goes wrong here ends the reading too, and the reading has the status.
    private async Task WriteAsync(ChannelReader<SentBatch> outbox)
    {
        try
        {
            await foreach (SentBatch batch in outbox.ReadAllAsync(_over.Token))
            {
                batch.WrittenAt = _context.Time.GetTimestamp();
                await _call.RequestStream.WriteAsync(batch.Request, _over.Token);
            }

            await _call.RequestStream.CompleteAsync();
        }
        catch (Exception exception)
            when (exception is RpcException or OperationCanceledException or InvalidOperationException or IOException or HttpRequestException)
        {
            // A call that has ended, or whose connection breaks under the write, refuses it in one of these ways.
        }
    }

    private async Task<CallFault?> ReadAsync(Reconnection reconnection)
    {
        try
        {
            while (await MoveAsync())
            {
                if (!_window.Acknowledge(_call.ResponseStream.Current))
                    return CallFault.Of(StatusCode.Internal, $"An acknowledgement came for batch {_call.ResponseStream.Current.Batch}, which is not the next one.");
                reconnection.Succeeded();
            }

            return _window.First is null ? null : CallFault.Of(StatusCode.Unavailable, "The server ended the stream.");
        }
        catch (TimeoutException)
        {
            return CallFault.Of(StatusCode.Unavailable, $"No acknowledgement came for {_context.Options.SilenceMax}.");
        }
        catch (RpcException exception) when (!_stopping.IsCancellationRequested)
        {
            return CallFault.Of(exception);
        }
        catch (RpcException exception)
        {
            throw new OperationCanceledException(exception.Message, exception, _stopping);
        }
    }

    // An idle stream owes nothing: only the age of the oldest batch counts.
    private async Task<bool> MoveAsync()
    {
        Task<bool> move = _call.ResponseStream.MoveNext(_stopping);
        while (true)
        {
            try
            {
                return await move.WaitAsync(_context.Options.SilenceMax, _context.Time, _stopping);
            }
            catch (TimeoutException) when (!IsOverdue())
            {
                // The same move is awaited on.
            }
        }
    }

    private bool IsOverdue() =>
        _window.First is { WrittenAt: > 0 } first && _context.Time.GetElapsedTime(first.WrittenAt) >= _context.Options.SilenceMax;
}
