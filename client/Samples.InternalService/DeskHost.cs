using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Shipments.Contracts.Connections;
using Shipments.Contracts.Serialization;

namespace Shipments.Samples.InternalService;

/// <summary>The desk as a process: an Orleans client of the silos, and two pages over HTTP.</summary>
internal sealed class DeskHost : IAsyncDisposable
{
    private const string Cluster = "shipments";

    private readonly WebApplication _app;

    private DeskHost(WebApplication app) => _app = app;

    /// <summary>Where it listens, once started.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>The desk itself.</summary>
    public ParcelDesk Desk => _app.Services.GetRequiredService<ParcelDesk>();

    /// <summary>Makes it from the command line: <c>--gateway 127.0.0.1:30000 --urls http://127.0.0.1:5090</c>.</summary>
    public static DeskHost Create(string[] arguments)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(arguments);
        var gateway = IPEndPoint.Parse(builder.Configuration["gateway"] ?? "127.0.0.1:30000");
        builder.Host.UseOrleansClient(orleans =>
        {
            orleans.UseStaticClustering(gateway);
            orleans.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Cluster, Cluster));
            // Messages of grain calls are protobuf; silos and clients register the same codec.
            orleans.Services.AddShipmentsMessages();
            // Plain, unless Shipments:Cluster:Tls names certificates, as it does for the silos.
            orleans.Services.AddShipmentsTls();
        });
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ParcelDesk>();
        WebApplication app = builder.Build();
        MapDesk(app);
        return new DeskHost(app);
    }

    /// <summary>Connects to the silos and serves.</summary>
    public Task StartAsync() => _app.StartAsync();

    /// <summary>Serves until Ctrl-C.</summary>
    public Task RunAsync() => _app.RunAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void MapDesk(IEndpointRouteBuilder app)
    {
        app.MapGet("/desk/{tenant}/{parcelId}", async (string tenant, string parcelId, ParcelDesk desk, CancellationToken cancellationToken) =>
            await desk.FindAsync(tenant, parcelId, cancellationToken) is { } parcel ? Results.Text($"{parcel.Phase} {parcel.ScanCount}") : Results.NotFound());
        app.MapPost("/desk/{tenant}/{parcelId}/cancel", async (string tenant, string parcelId, string request, ParcelDesk desk, CancellationToken cancellationToken) =>
            Results.Text($"{(await desk.CancelAsync(tenant, parcelId, request, "asked for at the desk", cancellationToken)).Header.Status}"));
    }
}
