using Microsoft.Extensions.Hosting;

namespace Shipments.Api.Probes;

/// <summary>Whether this process should be sent calls: it has started, it does not stop, and what it needs is there.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, IEnumerable<IReadinessCheck> checks)
{
    private readonly IReadinessCheck[] _checks = [.. checks];

    /// <summary>Whether the host has started all its parts.</summary>
    internal bool IsStarted => lifetime.ApplicationStarted.IsCancellationRequested;

    /// <summary>Why not, or null when it is ready.</summary>
    internal string? NotReady()
    {
        if (!IsStarted)
            return "starting";
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "draining";
        foreach (IReadinessCheck check in _checks)
        {
            if (check.NotReady is { } reason)
                return reason;
        }

        return null;
    }
}
