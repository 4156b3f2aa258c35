using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shipments.Api.Hosting;
using Shipments.V1;

namespace Shipments.Api.Probes;

/// <summary>
/// Keeps <c>grpc.health.v1</c> true: SERVING while the process is ready, NOT_SERVING from the moment it begins to stop or lacks what it needs.
/// </summary>
internal sealed class HealthWatch(Readiness readiness, Draining draining, HealthServiceImpl health, TimeProvider time, ILogger<HealthWatch> log)
    : BackgroundService
{
    // The empty name is the server as a whole.
    private static readonly string[] Services =
        ["", ParcelService.Descriptor.FullName, ScanService.Descriptor.FullName, CarrierService.Descriptor.FullName,
            ChangeService.Descriptor.FullName, LaneService.Descriptor.FullName, ContainerService.Descriptor.FullName];

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private bool? _isServing;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Set(isServing: true, "started");
        draining.Token.Register(() => Set(isServing: false, "draining"));
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (readiness.IsStarted)
                    Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Look()
    {
        string? reason = readiness.NotReady();
        Set(reason is null, reason ?? "ready");
    }

    private void Set(bool isServing, string reason)
    {
        lock (_gate)
        {
            bool serves = isServing && !draining.Token.IsCancellationRequested;
            if (_isServing == serves)
                return;
            if (_isServing is not null && !draining.Token.IsCancellationRequested)
                log.ReadinessChanged(serves ? "SERVING" : "NOT_SERVING", reason);
            _isServing = serves;
            foreach (string service in Services)
                health.SetStatus(service, serves ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing);
        }
    }
}
