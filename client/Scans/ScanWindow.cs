using System.Threading.Channels;
using Shipments.V1;

namespace Shipments.Client;

/// <summary>The batches that have no acknowledgement yet, in the order in which they are sent and acknowledged. Thread-safe.</summary>
/// <param name="batchesMax">How many there may be.</param>
internal sealed class ScanWindow(int batchesMax) : IDisposable
{
    private readonly Lock _lock = new();

    // Invariant: places taken >= _pending.Count, so both queues stay within batchesMax.
    private readonly ScanRoom _room = new(batchesMax);
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly Queue<SentBatch> _pending = new(batchesMax);
    private Channel<SentBatch>? _outbox;
    private long _last;
    private bool _completing;

    /// <summary>The batch that is to be acknowledged next.</summary>
    public SentBatch? First
    {
        get
        {
            lock (_lock)
                return _pending.TryPeek(out SentBatch? first) ? first : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _room.Dispose();
        _arrivals.Dispose();
    }

    /// <summary>Takes room for one batch, which <see cref="Add"/> uses.</summary>
    public Task RoomAsync(CancellationToken cancellationToken) => _room.TakeAsync(cancellationToken);

    /// <summary>Adds a batch and hands it to the connection, if there is one.</summary>
    public SentBatch Add(StreamScansRequest request)
    {
        lock (_lock)
        {
            _room.ThrowIfOver();
            request.Batch = ++_last;
            SentBatch batch = new(request);
            _pending.Enqueue(batch);
            _outbox?.Writer.TryWrite(batch);
            _arrivals.Release();
            return batch;
        }
    }

    /// <summary>Nothing more is added. A connection that has sent all closes its half.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            if (_completing)
                return;
            _completing = true;
            _outbox?.Writer.TryComplete();
            _arrivals.Release();
        }

        // Outside the lock, since it wakes those that wait. A batch added in between is sent too.
        _room.End(new InvalidOperationException("No batch can be sent after the stream was completed."));
    }

    /// <summary>True when there is something to send; false when all is acknowledged and nothing more comes.</summary>
    public async Task<bool> PendingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_pending.Count > 0)
                    return true;
                if (_completing)
                    return false;
            }

            await _arrivals.WaitAsync(cancellationToken);
        }
    }

    /// <summary>What a new connection has to send: all that is unacknowledged, then what is added.</summary>
    public ChannelReader<SentBatch> Connect()
    {
        lock (_lock)
        {
            _outbox = Channel.CreateBounded<SentBatch>(batchesMax);
            foreach (SentBatch batch in _pending)
                _outbox.Writer.TryWrite(batch);
            if (_completing)
                _outbox.Writer.TryComplete();
            return _outbox.Reader;
        }
    }

    /// <summary>The connection is gone; what is added waits for the next.</summary>
    public void Disconnect()
    {
        lock (_lock)
            _outbox = null;
    }

    /// <summary>Takes an acknowledgement; false when it is not for the first batch or has not an outcome for each scan.</summary>
    public bool Acknowledge(StreamScansResponse response)
    {
        if (First is not { } first || first.Request.Batch != response.Batch || first.Scans.Count != response.Outcomes.Count)
            return false;
        TakeFirst()?.Acknowledge(response.Outcomes);
        return true;
    }

    /// <summary>Gives up the first batch: what the server refuses stands behind all it acknowledged. False when there is none.</summary>
    public bool FailFirst(Exception exception)
    {
        SentBatch? first = TakeFirst();
        first?.Fail(exception);
        return first is not null;
    }

    /// <summary>Fails everything, now and later. Always true, to stand in a filter.</summary>
    public bool End(Exception exception)
    {
        _room.End(exception);
        while (TakeFirst() is { } left)
            left.Fail(exception);
        return true;
    }

    private SentBatch? TakeFirst()
    {
        lock (_lock)
        {
            if (!_pending.TryDequeue(out SentBatch? first))
                return null;
            _room.Give();
            return first;
        }
    }
}
