using Shipments.Api.Probes;

namespace Shipments.Api.Process;

/// <summary>Whether a silo is connected, and when one is lost: the client says so when their number changes, and when the last goes.</summary>
internal sealed class SilosReadiness : IReadinessCheck, IClusterConnectionStatusObserver
{
    private volatile bool _isLost;
    private TaskCompletionSource _loss = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public string? NotReady => _isLost ? "no silo is connected" : null;

    /// <summary>Completes when the next silo is lost.</summary>
    internal Task NextLoss => Volatile.Read(ref _loss).Task;

    /// <inheritdoc/>
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        _isLost = currentNumberOfGateways == 0;
        if (currentNumberOfGateways < previousNumberOfGateways)
            EndCalls();
    }

    /// <inheritdoc/>
    public void NotifyClusterConnectionLost()
    {
        _isLost = true;
        EndCalls();
    }

    private void EndCalls() =>
        Interlocked.Exchange(ref _loss, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
