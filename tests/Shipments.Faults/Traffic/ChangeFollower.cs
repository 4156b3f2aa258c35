using Shipments.Client;
using Shipments.Faults.Checkers;
using Shipments.Faults.History;

namespace Shipments.Faults.Traffic;

/// <summary>Reads the stream of changes from the beginning, across every fault.</summary>
internal sealed class ChangeFollower : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly ChangeChecker _checker = new();
    private readonly Task _reading;

    private ChangeFollower(ShipmentsClient client, string cursor) => _reading = ReadAsync(client, cursor);

    public static async Task<ChangeFollower> StartAsync(ShipmentsClient client) =>
        new(client, await client.Changes.GetCursorAsync(V1.CursorPlace.Earliest));

    /// <summary>What has come so far.</summary>
    public T Ask<T>(Func<ChangeChecker, T> question)
    {
        // A stream that ended for good would be waited for in vain.
        if (_reading.IsFaulted)
            _reading.GetAwaiter().GetResult();
        lock (_lock)
            return question(_checker);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task ReadAsync(ShipmentsClient client, string cursor)
    {
        await foreach (var one in client.Changes.ReadChangesAsync(cursor, cancellationToken: _stop.Token))
        {
            if (one.Change is not { } change)
                continue;
            ChangeRecord record = new(
                change.Parcel["parcels/".Length..], change.Version, [.. change.Scans.Where(scan => !scan.Changed).Select(scan => scan.ScanId)]);
            lock (_lock)
                _checker.Take(record);
        }
    }
}
