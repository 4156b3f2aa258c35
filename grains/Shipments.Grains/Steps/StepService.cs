using Microsoft.Extensions.Logging;
using Shipments.Grains.Hosting;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>Runs the steps of every shard this silo owns, and stops those of a shard it owns no longer.</summary>
internal sealed class StepService(
    IShardOwnership ownership, IJournalFeed feed, StepCourier courier, DeliveredSteps delivered, StepInstruments instruments, TimeProvider time,
    ILogger<StepService> logger)
    : ActiveSiloService
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Dictionary<int, (CancellationTokenSource Stop, Task Run)> running = [];
        try
        {
            while (true)
            {
                IReadOnlyList<int> owned = ownership.Owned;
                await StopLostAsync(running, owned);
                foreach (int shard in owned)
                {
                    if (!running.ContainsKey(shard))
                    {
                        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                        running[shard] = (stop, RunShardAsync(shard, stop.Token));
                    }
                }

                await ownership.OwnedChangedAsync(owned, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await StopLostAsync(running, []);
        }
    }

    /// <summary>Stops the shards together: a hand-over waits for the slowest of them, not for their sum.</summary>
    private static async Task StopLostAsync(Dictionary<int, (CancellationTokenSource Stop, Task Run)> running, IReadOnlyList<int> owned)
    {
        List<int> lost = [.. running.Keys.Except(owned)];
        await Task.WhenAll(lost.Select(async shard =>
        {
            (CancellationTokenSource stop, Task run) = running[shard];
            await stop.CancelAsync();
            await run;
            stop.Dispose();
        }));
        foreach (int shard in lost)
            running.Remove(shard);
    }

    private async Task RunShardAsync(int shard, CancellationToken cancellationToken)
    {
        ShardSteps steps = new(shard, feed, courier, delivered, instruments, time, logger);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await steps.RunAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                GrainLog.StepsStopped(logger, exception, shard);
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
