using System.Diagnostics;

namespace Shipments.Faults.History;

/// <summary>All that the clients were told, append-only and bounded. Thread-safe.</summary>
internal sealed class FaultHistory
{
    /// <summary>The most parcels of one run; traffic ends there.</summary>
    public const int ParcelsMax = 200_000;

    /// <summary>The most acknowledged scans of one run.</summary>
    public const int ScansMax = 4_000_000;

    /// <summary>The most answers kept by request id.</summary>
    public const int RepliesMax = 400_000;

    /// <summary>The most errors kept that no caller should be told.</summary>
    public const int ErrorsMax = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ParcelRecord> _parcels = [];
    private readonly HashSet<string> _touched = [];
    private readonly List<ReplyRecord> _replies = [];
    private readonly List<string> _errors = [];
    private readonly List<(long Count, TaskCompletionSource Reached)> _awaited = [];
    private long _acknowledgements;
    private int _scans;
    private int _reads;

    /// <summary>The time of the machine's monotonic clock.</summary>
    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>How many writes were acknowledged, reads answered, and answers kept.</summary>
    public (long Acknowledged, int Scans, int Reads, int Parcels) Counts
    {
        get
        {
            lock (_lock)
                return (_acknowledgements, _scans, _reads, _parcels.Count);
        }
    }

    /// <summary>All parcels. Ask when the traffic has ended.</summary>
    public IReadOnlyCollection<ParcelRecord> Parcels => _parcels.Values;

    /// <summary>All answers by request id. Ask when the traffic has ended.</summary>
    public IReadOnlyList<ReplyRecord> Replies => _replies;

    /// <summary>Errors that no caller should be told.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>A registration was acknowledged.</summary>
    public void Registered(string parcelId)
    {
        lock (_lock)
        {
            if (_parcels.Count >= ParcelsMax)
                throw new InvalidOperationException($"The history is full: {ParcelsMax} parcels.");
            _parcels.TryAdd(parcelId, new ParcelRecord(parcelId));
            _touched.Add(parcelId);
            Acknowledge();
        }
    }

    /// <summary>A scan was acknowledged; its parcel was registered before.</summary>
    public void Scanned(string parcelId, ScanRecord scan)
    {
        lock (_lock)
        {
            if (++_scans > ScansMax)
                throw new InvalidOperationException($"The history is full: {ScansMax} scans.");
            _parcels[parcelId].Scans.Add(scan);
            _touched.Add(parcelId);
            Acknowledge();
        }
    }

    /// <summary>A read was answered. Past the bound of its parcel it is left out.</summary>
    public void Read(string parcelId, ReadRecord read)
    {
        lock (_lock)
        {
            var parcel = _parcels[parcelId];
            if (parcel.Reads.Count >= ParcelRecord.ReadsMax)
                return;
            parcel.Reads.Add(read);
            _reads++;
        }
    }

    /// <summary>The ids of the parcels that were registered or scanned since this was asked last.</summary>
    public IReadOnlyList<string> TakeTouched()
    {
        lock (_lock)
        {
            string[] touched = [.. _touched];
            _touched.Clear();
            return touched;
        }
    }

    /// <summary>A request was answered, for the first time or again. Past the bound it is left out.</summary>
    public void Replied(string requestId, string answer)
    {
        lock (_lock)
        {
            if (_replies.Count < RepliesMax)
                _replies.Add(new ReplyRecord(requestId, answer));
        }
    }

    /// <summary>A caller was told what it should never be told. Past the bound it is left out.</summary>
    public void Failed(string error)
    {
        lock (_lock)
        {
            if (_errors.Count < ErrorsMax)
                _errors.Add(error);
        }
    }

    /// <summary>Completes when so many more writes were acknowledged, or when the time is over.</summary>
    public async Task MoreAsync(int count, TimeSpan within)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _awaited.Add((_acknowledgements + count, reached));
        try
        {
            await reached.Task.WaitAsync(within);
        }
        catch (TimeoutException) when (!reached.Task.IsCompleted)
        {
            // A fault may hold up everything; its time is bounded.
        }
    }

    private void Acknowledge()
    {
        _acknowledgements++;
        for (var i = _awaited.Count - 1; i >= 0; i--)
        {
            if (_awaited[i].Count > _acknowledgements)
                continue;
            _awaited[i].Reached.TrySetResult();
            _awaited.RemoveAt(i);
        }
    }
}
