namespace Shipments.Client;

/// <summary>The places of a scan stream's window, and whether it still takes batches. Thread-safe.</summary>
/// <param name="batchesMax">How many places there are.</param>
internal sealed class ScanRoom(int batchesMax) : IDisposable
{
    private readonly SemaphoreSlim _places = new(batchesMax, batchesMax);
    private readonly CancellationTokenSource _ended = new();
    private volatile Exception? _end;

    /// <summary>Takes a place, when there is one.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        ThrowIfOver();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            await _places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            ThrowIfOver();
            throw;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Give() => _places.Release();

    /// <summary>No place is given out any more: neither to those that wait nor later. The first reason counts.</summary>
    public void End(Exception reason)
    {
        if (Interlocked.CompareExchange(ref _end, reason, null) is null)
            _ended.Cancel();
    }

    /// <exception cref="ShipmentsCallException">The stream ended for good.</exception>
    /// <exception cref="InvalidOperationException">The stream was completed or disposed of.</exception>
    public void ThrowIfOver()
    {
        if (_end is ShipmentsCallException)
            throw _end;
        if (_end is not null)
            throw new InvalidOperationException("The stream of scans was completed or disposed of.", _end);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _places.Dispose();
        _ended.Dispose();
    }
}
