using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Shipments.Client.Tests.Server;

/// <summary>A server on a free port of this machine that answers as its scripts say.</summary>
internal sealed class FakeShipments : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeShipments(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public FakeParcels Parcels => _app.Services.GetRequiredService<FakeParcels>();

    public FakeScans Scans => _app.Services.GetRequiredService<FakeScans>();

    public FakeChanges Changes => _app.Services.GetRequiredService<FakeChanges>();

    public FakeContainers Containers => _app.Services.GetRequiredService<FakeContainers>();

    public FakeLanes Lanes => _app.Services.GetRequiredService<FakeLanes>();

    public Uri Address { get; }

    public static async Task<FakeShipments> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<FakeParcels>().AddSingleton<FakeScans>().AddSingleton<FakeChanges>().AddSingleton<FakeLanes>().AddSingleton<FakeContainers>();
        WebApplication app = builder.Build();
        app.MapGrpcService<FakeParcels>();
        app.MapGrpcService<FakeScans>();
        app.MapGrpcService<FakeChanges>();
        app.MapGrpcService<FakeLanes>();
        app.MapGrpcService<FakeContainers>();
        await app.StartAsync();
        return new FakeShipments(app);
    }

    /// <summary>Ends the connection of a call, as a killed process does.</summary>
    public static void Break(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<IConnectionLifetimeFeature>()!.Abort();

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
