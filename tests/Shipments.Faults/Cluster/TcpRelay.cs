using System.Net;
using System.Net.Sockets;

namespace Shipments.Faults.Cluster;

/// <summary>
/// Passes connections on, byte by byte. When it is armed it cuts the next connection on which the answer to a change comes back: the answer is
/// swallowed and both ends see a broken connection, so the change has happened and its sender does not know.
/// </summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private readonly Socket _listener;
    private readonly EndPoint _upstream;
    private readonly Func<ReplyWatch> _watch;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private TaskCompletionSource? _armed;

    public TcpRelay(IPEndPoint listen, EndPoint upstream, Func<ReplyWatch> watch)
    {
        (_upstream, _watch) = (upstream, watch);
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(listen);
        _listener.Listen(512);
        _accepting = AcceptAsync();
    }

    /// <summary>Arms it; completes when an answer was cut off.</summary>
    public Task CutNextAsync()
    {
        TaskCompletionSource armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _armed = armed;
        return armed.Task;
    }

    /// <summary>Takes back what was not cut yet.</summary>
    public void Disarm() => _armed = null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await _listener.AcceptAsync(_stop.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The relay ends.
        }
    }

    private async Task PassAsync(Socket client)
    {
        using var near = client;
        using Socket far = new(_upstream.AddressFamily, SocketType.Stream, _upstream is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        // An end without ceremony, so that nobody takes it for an orderly one.
        near.LingerState = new LingerOption(true, 0);
        try
        {
            near.NoDelay = true;
            await far.ConnectAsync(_upstream, _stop.Token);
            var watch = _watch();
            await Task.WhenAny(RequestsAsync(near, far, watch), RepliesAsync(far, near, watch));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The other side is not there; this connection ends too.
        }
    }

    private async Task RequestsAsync(Socket from, Socket to, ReplyWatch watch)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                watch.Requested(buffer.AsSpan(0, count));
                await to.SendAllAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Broken or closed; the caller ends both.
        }
    }

    private async Task RepliesAsync(Socket from, Socket to, ReplyWatch watch)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
            {
                if (watch.AnswersChange(buffer.AsSpan(0, count)) && Interlocked.Exchange(ref _armed, null) is { } armed)
                {
                    armed.SetResult();
                    return;
                }

                await to.SendAllAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Broken or closed; the caller ends both.
        }
    }
}
