using Microsoft.Extensions.Logging;
using Shipments.Api.Hosting;

namespace Shipments.Api.Process;

/// <summary>A front door may start before its silos and their database: it asks again each second until it is stopped.</summary>
internal sealed class SilosAwaited(TimeProvider time, ILogger<SilosAwaited> log) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        log.SilosAwaited(exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }
}
