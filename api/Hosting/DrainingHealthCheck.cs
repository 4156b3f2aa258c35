using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Shipments.Api.Hosting;

/// <summary>Unhealthy from the moment the host begins to stop.</summary>
internal sealed class DrainingHealthCheck(Draining draining) : IHealthCheck
{
    /// <summary>The name of the check.</summary>
    internal const string Name = "shipments-draining";

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(draining.Token.IsCancellationRequested ? HealthCheckResult.Unhealthy("The host is stopping.") : HealthCheckResult.Healthy());
}
