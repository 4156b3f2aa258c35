using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>
/// A stream of scan batches. Batches that were sent wait for their acknowledgement in a window; past it a sender waits. A stream that breaks is
/// opened again and gets every batch that has no acknowledgement, in order and with the ids it had, so nothing is lost and nothing counts
/// twice. A batch that the server refuses as a whole fails alone, in its <see cref="SentBatch.Outcomes"/>. Thread-safe; batches go in the order in which <see cref="SendAsync"/> gave them out.
/// </summary>
#pragma warning disable CA1711 // A stream of scans, as the service calls it.
public sealed class ScanStream : IAsyncDisposable
#pragma warning restore CA1711 // Only this type.
{
    /// <summary>The most scans of a batch: 1,000.</summary>
    public const int BatchScansMax = 1000;

    private readonly ScanService.ScanServiceClient _service;
    private readonly CallContext _context;
    private readonly ScanWindow _window;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private int _disposed;

    internal ScanStream(ScanService.ScanServiceClient service, CallContext context)
    {
        _service = service;
        _context = context;
        _window = new ScanWindow(context.Options.StreamBatchesMax);
        _running = RunAsync(_stopping.Token);
    }

    /// <summary>Sends a batch: waits for room in the window, then returns. Its outcomes come later.</summary>
    /// <param name="scans">1 to 1,000.</param>
    /// <param name="requestId">1 to 64 characters; empty: one is made.</param>
    /// <param name="cancellationToken">Ends the wait for room; the batch is then not sent.</param>
    /// <exception cref="ArgumentOutOfRangeException">No scans, or more than 1,000.</exception>
    /// <exception cref="InvalidOperationException">The stream was completed or disposed of.</exception>
    /// <exception cref="ShipmentsCallException">The stream had ended for good.</exception>
    public async ValueTask<SentBatch> SendAsync(IReadOnlyCollection<Scan> scans, string requestId = "", CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(scans.Count, nameof(scans));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scans.Count, BatchScansMax, nameof(scans));
        await RoomAsync(cancellationToken);
        return SendIntoRoom(scans, requestId);
    }

    /// <summary>Waits until every batch has its acknowledgement or its refusal. No batch can be sent afterwards.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ShipmentsCallException">The stream ended for good before.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        _window.Complete();
        await _running.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the stream at once. Batches without an acknowledgement fail with <see cref="OperationCanceledException"/>; they are recorded or not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _window.Dispose();
    }

    internal Task RoomAsync(CancellationToken cancellationToken) => _window.RoomAsync(cancellationToken);

    internal SentBatch SendIntoRoom(IEnumerable<Scan> scans, string requestId) =>
        _window.Add(new StreamScansRequest { RequestId = RequestIds.OrNew(requestId), Scans = { scans } });

    private async Task RunAsync(CancellationToken stopping)
    {
        Reconnection reconnection = new(_context, "StreamScans");
        try
        {
            while (await _window.PendingAsync(stopping))
            {
                CallFault? fault = await ConnectAsync(reconnection, stopping);
                if (fault is null || (IsOfOneBatch(fault) && _window.FailFirst(fault.ToException(1))))
                    continue;
                // A stream that breaks while it owes nothing is opened again with its next batch, however late that comes.
                if (_window.First is null)
                    reconnection.Succeeded();
                else
                    await reconnection.PauseAsync(fault, stopping);
            }

            _window.End(new InvalidOperationException("The stream of scans was completed."));
        }
        catch (Exception exception) when (_window.End(exception))
        {
            throw;
        }
    }

    // Wrong fields or a message too large: the next batch may be right.
    private static bool IsOfOneBatch(CallFault fault) =>
        fault is { RetryAfter: null, Reason.Length: > 0, Exception.StatusCode: StatusCode.InvalidArgument or StatusCode.ResourceExhausted };

    private async Task<CallFault?> ConnectAsync(Reconnection reconnection, CancellationToken stopping)
    {
        using ScanConnection connection = new(
            _service.StreamScans(new CallOptions(_context.Headers, cancellationToken: stopping)), _window, _context, stopping);
        return await connection.RunAsync(reconnection);
    }
}
