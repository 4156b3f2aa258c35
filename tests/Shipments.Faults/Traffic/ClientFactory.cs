using Microsoft.Extensions.DependencyInjection;
using Shipments.Client;

namespace Shipments.Faults.Traffic;

/// <summary>Clients as an application makes them.</summary>
internal sealed class ClientFactory(IEnumerable<Uri> doors, string key) : IAsyncDisposable
{
    private static readonly TimeSpan s_attempt = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_once = TimeSpan.FromSeconds(15);

    private readonly Uri[] _doors = [.. doors];
    private readonly List<ServiceProvider> _providers = [];

    /// <summary>A client that tries long enough to outlast any fault here.</summary>
    public ShipmentsClient Make() => Make(options =>
    {
        Array.ForEach(_doors, options.Addresses.Add);
        options.AttemptDeadline = s_attempt;
        options.Deadline = s_deadline;
        options.AttemptsMax = 100;
        options.BackoffMax = TimeSpan.FromMilliseconds(500);
    });

    /// <summary>A client that calls one door, once, and waits long for its answer.</summary>
    public ShipmentsClient MakeOnce(Uri door) => Make(options =>
    {
        options.Addresses.Add(door);
        options.AttemptDeadline = s_once;
        options.Deadline = s_once;
        options.AttemptsMax = 1;
    });

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
            await provider.DisposeAsync();
    }

    private ShipmentsClient Make(Action<ShipmentsClientOptions> configure)
    {
        ServiceCollection services = new();
        services.AddShipmentsClient(options =>
        {
            options.ApiKey = key;
            configure(options);
        });
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<ShipmentsClient>();
    }
}
