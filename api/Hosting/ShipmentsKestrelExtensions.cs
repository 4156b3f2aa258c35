using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Shipments.Api.Limits;

namespace Shipments.Api.Hosting;

/// <summary>Limits of the web server under the front door.</summary>
public static class ShipmentsKestrelExtensions
{
    // A message's own bound is found in its first five bytes; the body's only has to be wider than that.
    private const int BodyBytesMax = ApiLimits.MessageBytesMax + (64 * 1024);

    /// <summary>
    /// Adds the endpoint for JSON over HTTP/1.1. Without TLS one port cannot tell HTTP/1.1 from HTTP/2 with prior knowledge, so it has its own.
    /// </summary>
    /// <param name="options">The server's options.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="port">Its port; 0 takes a free one.</param>
    public static void ListenJson(this KestrelServerOptions options, IPAddress address, int port) =>
        options.Listen(address, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);

    /// <summary>
    /// Sets HTTP/2 as the protocol of endpoints that name none, and every bound: connections, calls a connection, headers, bodies of unary
    /// calls, and times. Bodies of streams are unbounded in sum and in time (grpc-dotnet lifts both for them) and bounded a message.
    /// </summary>
    /// <param name="options">The server's options.</param>
    public static void ConfigureShipmentsKestrel(this KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2);
        KestrelServerLimits limits = options.Limits;
        limits.MaxConcurrentConnections = ApiLimits.ConnectionsMax;
        limits.MaxRequestHeaderCount = ApiLimits.HeadersMax;
        limits.MaxRequestHeadersTotalSize = ApiLimits.HeaderBytesMax;
        limits.MaxRequestBodySize = BodyBytesMax;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        limits.Http2.MaxStreamsPerConnection = ApiLimits.StreamsPerConnectionMax;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(60);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        limits.Http2.InitialConnectionWindowSize = 2 * 1024 * 1024;
        limits.Http2.InitialStreamWindowSize = 1024 * 1024;
    }
}
