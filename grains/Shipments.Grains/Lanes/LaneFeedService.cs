using Microsoft.Extensions.Logging;
using Shipments.Grains.Hosting;
using Shipments.Storage;

namespace Shipments.Grains.Lanes;

/// <summary>Feeds the lanes from every shard this silo owns, and stops feeding from one it owns no longer.</summary>
internal sealed class LaneFeedService(
    IShardOwnership ownership, IJournalFeed feed, ILaneCalls lanes, TimeProvider time, LaneInstruments instruments, ILogger<LaneFeedService> logger)
    : ActiveSiloService
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<int, (CancellationTokenSource Stop, Task Run)> _running = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                IReadOnlyList<int> owned = ownership.Owned;
                await StopAllBut(owned);
                foreach (int shard in owned)
                {
                    if (!_running.ContainsKey(shard))
                    {
                        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                        _running[shard] = (stop, RunShardAsync(shard, stop.Token));
                    }
                }

                await ownership.OwnedChangedAsync(owned, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await StopAllBut([]);
        }
    }

    private async Task StopAllBut(IReadOnlyList<int> owned)
    {
        foreach (int shard in _running.Keys.Except(owned).ToList())
        {
            (CancellationTokenSource stop, Task run) = _running[shard];
            await stop.CancelAsync();
            await run;
            stop.Dispose();
            _running.Remove(shard);
        }
    }

    private async Task RunShardAsync(int shard, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                // Anew each time: what was under way at the end of a run is none of the next one's.
                await new ShardLaneFeed(shard, ownership.ShardCount, feed, lanes, time, instruments, logger).RunAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                LaneLog.FeederStopped(logger, exception, shard);
                await PauseAsync(cancellationToken);
            }
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(RestartDelay, time, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The loop sees it.
        }
    }
}
