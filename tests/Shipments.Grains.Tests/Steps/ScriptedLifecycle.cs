namespace Shipments.Grains.Tests.Steps;

/// <summary>A silo's life of one service: started when it subscribes, stopped when told.</summary>
internal sealed class ScriptedLifecycle : ISiloLifecycle, IDisposable
{
    private ILifecycleObserver? _service;

    public int HighestCompletedStage => ServiceLifecycleStage.Active;

    public int LowestStoppedStage => ServiceLifecycleStage.Active;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        _service = observer;
        return this;
    }

    public Task StartAsync() => _service!.OnStart(CancellationToken.None);

    public Task StopAsync() => _service!.OnStop(CancellationToken.None);

    public void Dispose()
    {
    }
}
