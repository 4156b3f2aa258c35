using System.Collections.Concurrent;
using System.Net;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shipments.Api.Changes;
using Shipments.Api.Hosting;
using Shipments.Api.Numbers;
using Shipments.Api.Parcels;
using Shipments.Api.Tests.Changes;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Edge;

/// <summary>The front door on a real loopback port, over parcels in memory. Errors in its log fail the test unless it expects them.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ErrorsSeen _errors = new();

    private EdgeHost(WebApplication app, FakeShipments shipments, FakeFeed feed, ErrorsSeen errors) =>
        (_app, Shipments, Feed, _errors) = (app, shipments, feed, errors);

    public FakeShipments Shipments { get; }

    public FakeFeed Feed { get; }

    public Uri Address { get; private set; } = new("http://localhost");

    public GrpcChannel Channel { get; private set; } = null!;

    /// <summary>Calls JSON over HTTP/1.1.</summary>
    public HttpClient Json { get; private set; } = null!;

    public IHostApplicationLifetime Lifetime => _app.Lifetime;

    public ConcurrentQueue<string> Errors => _errors.Messages;

    public bool ErrorsExpected { get; set; }

    public static async Task<EdgeHost> StartAsync(Action<ApiOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        FakeShipments shipments = new();
        FakeFeed feed = new(4);
        ErrorsSeen errors = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(errors);
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.ConfigureShipmentsKestrel();
            options.Listen(IPAddress.Loopback, 0);
            options.ListenJson(IPAddress.Loopback, 0);
        });
        builder.Services.AddSingleton<IParcelCalls>(shipments);
        builder.Services.AddSingleton<INumberCalls>(shipments);
        builder.Services.AddSingleton<IFeedCalls>(feed);
        services?.Invoke(builder.Services);
        builder.Services.AddShipmentsApi(configure);
        WebApplication app = builder.Build();
        app.MapShipmentsApi();
        await app.StartAsync();
        EdgeHost host = new(app, shipments, feed, errors);
        string[] addresses = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
        host.Address = new Uri(addresses[0]);
        host.Json = new HttpClient { BaseAddress = new Uri(addresses[1]) };
        host.Channel = GrpcChannel.ForAddress(host.Address);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        Json.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (!ErrorsExpected)
            Errors.Should().BeEmpty("nothing may be logged as an error");
    }

    private sealed class ErrorsSeen : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Messages.Enqueue($"{eventId.Id} {formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
