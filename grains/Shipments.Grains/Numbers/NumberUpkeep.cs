using Microsoft.Extensions.Logging;
using Shipments.Contracts;
using Shipments.Grains.Hosting;
using Shipments.Storage;

namespace Shipments.Grains.Numbers;

/// <summary>Counts what each tenant has held.</summary>
internal sealed class NumberUpkeep(IDueActors due, HeldQuota quota, TimeProvider time, ILogger<NumberUpkeep> logger) : ActiveSiloService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Period, time);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await CountAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                GrainLog.HeldNotCounted(logger, exception);
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        foreach (string tenant in quota.Tenants)
            quota.Set(tenant, await due.CountAsync(ActorKeys.NumberKind, tenant, HeldQuota.NumbersPerTenantMax, cancellationToken));
    }
}
