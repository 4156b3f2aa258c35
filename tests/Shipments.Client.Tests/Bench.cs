using Microsoft.Extensions.DependencyInjection;
using Shipments.Client.Tests.Server;

namespace Shipments.Client.Tests;

/// <summary>A client, its clock and the server it calls.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const int Seed = 7;

    private readonly ServiceProvider _services;

    private Bench(FakeShipments server, ServiceProvider services, PausingTime time)
    {
        Server = server;
        _services = services;
        Time = time;
    }

    public FakeShipments Server { get; }

    public PausingTime Time { get; }

    public ShipmentsClient Client => _services.GetRequiredService<ShipmentsClient>();

    public static async Task<Bench> StartAsync(Action<ShipmentsClientOptions>? configure = null)
    {
        FakeShipments server = await FakeShipments.StartAsync();
        PausingTime time = new(new ShipmentsClientOptions().SilenceMax);
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(time).AddSingleton(new Jitter(Seed));
        services.AddShipmentsClient(options =>
        {
            options.Addresses.Add(server.Address);
            configure?.Invoke(options);
        });
        return new Bench(server, services.BuildServiceProvider(), time);
    }

    /// <summary>The pauses after failures in a row for which the server asked this much.</summary>
    public static TimeSpan[] Expected(params TimeSpan[] asked)
    {
        Backoff backoff = new(new ShipmentsClientOptions(), new Jitter(Seed));
        return [.. asked.Select((pause, i) => backoff.After(i + 1, pause))];
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
