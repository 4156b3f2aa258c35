using Microsoft.Extensions.DependencyInjection;
using Shipments.Client;

namespace Shipments.Faults.Traffic;

/// <summary>Clients as an application makes them.</summary>
internal sealed class ClientFactory(IEnumerable<Uri> doors, string key) : IAsyncDisposable
{
    private static readonly TimeSpan s_attempt = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(2);

    private readonly Uri[] _doors = [.. doors];
    private readonly List<ServiceProvider> _providers = [];

    /// <summary>A client that tries long enough to outlast any fault here.</summary>
    public ShipmentsClient Make()
    {
        ServiceCollection services = new();
        services.AddShipmentsClient(options =>
        {
            Array.ForEach(_doors, options.Addresses.Add);
            options.ApiKey = key;
            options.AttemptDeadline = s_attempt;
            options.Deadline = s_deadline;
            options.AttemptsMax = 100;
            options.BackoffMax = TimeSpan.FromMilliseconds(500);
        });
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<ShipmentsClient>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
            await provider.DisposeAsync();
    }
}
