using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shipments.Api.Hosting;

namespace Shipments.Interop.Tests.Standard;

/// <summary>The standard service behind the front door's own web server settings and interceptors, on a free port.</summary>
internal sealed class StandardServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandardServer(WebApplication app) => _app = app;

    public string Target => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;

    public static async Task<StandardServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureShipmentsKestrel();
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddShipmentsApi();
        builder.Services.AddSingleton<StandardService>();
        builder.Services.AddGrpc().AddServiceOptions<StandardService>(ShipmentsApiServiceCollectionExtensions.Intercept);
        var app = builder.Build();
        app.MapGrpcService<StandardService>();
        await app.StartAsync();
        return new StandardServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
