namespace Shipments.Grains.Feed;

/// <summary>Ends the waiting reads when the silo begins to stop, so that none of them holds up the stop for the rest of its wait.</summary>
internal sealed class FeedStop : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Ends when the silo begins to stop.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(FeedStop), ServiceLifecycleStage.Active, static _ => Task.CompletedTask, _ => _stop.CancelAsync());

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
