using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shipments.Api.Authentication;
using Shipments.V1;

namespace Shipments.Api.Hosting;

/// <summary>
/// Knows when the host begins to stop, so that health says NOT_SERVING and streams end before the connections do. Health is set, not asked for
/// by ASP.NET's health checks: those log an ordinary stop as an error.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, HealthServiceImpl health, ApiKeyTable keys, ILogger<Draining> log)
    : IHostedService, IDisposable
{
    // The empty name is the server as a whole.
    private static readonly string[] Services =
        ["", ParcelService.Descriptor.FullName, ScanService.Descriptor.FullName, CarrierService.Descriptor.FullName,
            ChangeService.Descriptor.FullName, LaneService.Descriptor.FullName];

    private CancellationTokenRegistration _registration;

    /// <summary>Ends when the host begins to stop.</summary>
    internal CancellationToken Token => lifetime.ApplicationStopping;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (keys.Empty)
            log.NoKeys(Caller.DemoTenant);
        SetHealth(HealthCheckResponse.Types.ServingStatus.Serving);
        _registration = Token.Register(Drain);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();

    private void Drain()
    {
        SetHealth(HealthCheckResponse.Types.ServingStatus.NotServing);
        log.Draining();
    }

    private void SetHealth(HealthCheckResponse.Types.ServingStatus status)
    {
        foreach (string service in Services)
            health.SetStatus(service, status);
    }
}
