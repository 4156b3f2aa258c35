using Microsoft.Extensions.Logging;
using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Numbers;
using Shipments.Grains.Hosting;
using Shipments.Storage;

namespace Shipments.Grains.Numbers;

/// <summary>Wakes numbers whose held scans or noted names have waited their 30 days, and counts what each tenant has held.</summary>
internal sealed class NumberUpkeep(
    IDueActors due, HeldQuota quota, IGrainFactory grains, TimeProvider time, ILogger<NumberUpkeep> logger) : ActiveSiloService
{
    private const int ClaimMax = 200;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Period, time);
        while (await WaitAsync(timer, stoppingToken))
        {
            try
            {
                await CountAsync(stoppingToken);
                await ExpireAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                GrainLog.DueFailed(logger, exception);
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

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ActorKey> claimed = await due.ClaimAsync(time.GetUtcNow(), ClaimMax, ClaimFor, cancellationToken);
        foreach (ActorKey key in claimed)
        {
            if (key.Kind == ActorKeys.NumberKind)
                await ExpireAsync(key, cancellationToken);
        }
    }

    private async Task ExpireAsync(ActorKey key, CancellationToken cancellationToken)
    {
        ITrackingNumberGrain number = grains.GetGrain<ITrackingNumberGrain>(key.Value);
        try
        {
            await GrainCalls.InvokeAsync(static (grain, token) => grain.Expire(token), number, time, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException) && !GrainCalls.IsOutcomeUnknown(exception))
        {
            GrainLog.DueActorBroke(logger, exception, key.Value);
        }
    }
}
