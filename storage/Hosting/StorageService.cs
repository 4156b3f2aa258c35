using Microsoft.Extensions.Hosting;

namespace Shipments.Storage;

/// <summary>
/// Starts storage before any other service of the host starts, lets it take shards once all have started, flushes and hands its shards over while the host still serves, and stops it
/// after every other service has stopped.
/// </summary>
internal sealed class StorageService(ShipmentsStorage storage) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => storage.StartAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => storage.JoinAsync(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => storage.LeaveAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => storage.StopAsync(cancellationToken);
}
