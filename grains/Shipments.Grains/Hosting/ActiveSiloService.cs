namespace Shipments.Grains.Hosting;

/// <summary>
/// Work that runs while the silo is active: it starts after the silo can take calls and is awaited before its grains go, so no grain is
/// called too early or too late.
/// </summary>
internal abstract class ActiveSiloService : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(GetType().Name, ServiceLifecycleStage.Active, StartAsync, StopAsync);

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <summary>The work, until the token is cancelled.</summary>
    protected abstract Task ExecuteAsync(CancellationToken stoppingToken);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _run = RunAsync();
        return Task.CompletedTask;
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        await ExecuteAsync(_stop.Token);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(cancellationToken);
    }
}
