using Shipments.Api.Health;

namespace Shipments.Api.Process;

/// <summary>Whether a silo is connected: the client says so when the first comes, when their number changes, and when the last goes.</summary>
internal sealed class SilosReadiness : IReadinessCheck, IClusterConnectionStatusObserver
{
    private volatile bool _isLost;

    /// <inheritdoc/>
    public string? NotReady => _isLost ? "no silo is connected" : null;

    /// <inheritdoc/>
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        _isLost = currentNumberOfGateways == 0;

    /// <inheritdoc/>
    public void NotifyClusterConnectionLost() => _isLost = true;
}
