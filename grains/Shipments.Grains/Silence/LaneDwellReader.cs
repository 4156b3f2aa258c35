using Microsoft.Extensions.Logging;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Lanes;
using Shipments.Contracts.Messages;
using Shipments.Grains.Hosting;

namespace Shipments.Grains.Silence;

/// <summary>Asks lanes how long their parcels stay at their milestones: at most 20 a second, one after another.</summary>
internal sealed class LaneDwellReader(LaneDwellCache cache, IGrainFactory grains, TimeProvider time, ILogger<LaneDwellReader> logger) : ActiveSiloService
{
    /// <summary>Lanes asked in one second.</summary>
    public const int LanesPerSecondMax = 20;

    private static readonly GetLaneQuery Query = new() { Dwells = true };

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach ((string Tenant, string Lane) lane in cache.Stale(LanesPerSecondMax))
                    cache.Put(lane, await ReadAsync($"{lane.Tenant}/{lane.Lane}", stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task<GetLaneReply?> ReadAsync(string lane, CancellationToken cancellationToken)
    {
        try
        {
            return await GrainCalls.InvokeAsync(
                static (grain, token) => grain.Get(Query, token), grains.GetGrain<ILaneGrain>(lane), time, cancellationToken);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            GrainLog.LaneDwellsUnread(logger, exception, lane);
            return null;
        }
    }
}
