using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shipments.Api.Authentication;

namespace Shipments.Api.Hosting;

/// <summary>Knows when the host begins to stop, so that health says NOT_SERVING and streams end before the connections do.</summary>
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
        _registration = Token.Register(static state => ((ILogger)state!).Draining(), log);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();
}
