using Microsoft.Extensions.Logging;
using Shipments.Contracts.Eta;
using Shipments.Contracts.Messages;
using Shipments.Grains.Hosting;

namespace Shipments.Grains.Eta;

/// <summary>Reads the forecasts of the tenants this silo works for, every 30 s, and those of a new one at once.</summary>
internal sealed class ForecastRefresh(ForecastCache cache, IGrainFactory grains, TimeProvider time, ILogger<ForecastRefresh> logger) : ActiveSiloService
{
    /// <summary>The time between two reads.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (long last = time.GetTimestamp(); ;)
            {
                if (await SomeoneIsNewAsync(Every - time.GetElapsedTime(last), stoppingToken))
                {
                    await RefreshNewAsync(stoppingToken);
                    continue;
                }

                last = time.GetTimestamp();
                await RefreshAllAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nothing is held that must be given back.
        }
    }

    // No later than it is time to read them all.
    private async Task<bool> SomeoneIsNewAsync(TimeSpan left, CancellationToken stoppingToken)
    {
        if (left <= TimeSpan.Zero)
            return false;
        try
        {
            return await cache.New.WaitToReadAsync(stoppingToken).AsTask().WaitAsync(left, time, stoppingToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task RefreshNewAsync(CancellationToken stoppingToken)
    {
        while (cache.New.TryRead(out string? tenant))
        {
            if (cache.Find(tenant) is { } forecasts)
                await RefreshAsync(forecasts, stoppingToken);
        }
    }

    private async Task RefreshAllAsync(CancellationToken stoppingToken)
    {
        cache.Forget();
        foreach (TenantForecasts forecasts in cache.Tenants)
            await RefreshAsync(forecasts, stoppingToken);
    }

    private async Task RefreshAsync(TenantForecasts forecasts, CancellationToken stoppingToken)
    {
        try
        {
            GetForecastsReply reply = await grains.GetGrain<IForecastGrain>(forecasts.Tenant).Get(forecasts.Query, stoppingToken);
            forecasts.Take(reply);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
        {
            ForecastLog.RefreshFailed(logger, exception, forecasts.Tenant);
        }
    }
}
