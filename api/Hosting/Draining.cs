using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shipments.Api.Authentication;

namespace Shipments.Api.Hosting;

/// <summary>
/// Knows when the host begins to stop, so that health says NOT_SERVING and streams end before the connections do. Health is set, not asked for
/// by ASP.NET's health checks: those log an ordinary stop as an error.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, ApiKeyTable keys, ILogger<Draining> log) : IHostedService, IDisposable
{
    private CancellationTokenRegistration _registration;

    /// <summary>Ends when the host begins to stop.</summary>
    internal CancellationToken Token => lifetime.ApplicationStopping;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (keys.Empty)
            log.NoKeys(Caller.DemoTenant);
        _registration = Token.Register(log.Draining);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();
}
