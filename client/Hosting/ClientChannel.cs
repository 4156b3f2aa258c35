using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;

namespace Shipments.Client;

/// <summary>Opens the channel: to one address as it is, to several in turn.</summary>
internal static class ClientChannel
{
    // The answer to BatchGetParcels with all scans may be larger than what a server takes.
    private const int AnswerBytesMax = 64 << 20;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RedialMax = TimeSpan.FromSeconds(1);

    public static GrpcChannel Open(ShipmentsClientOptions options)
    {
        GrpcChannelOptions channel = new()
        {
            MaxReceiveMessageSize = AnswerBytesMax,
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = ConnectTimeout,
                // A call more than a connection's 100 streams opens another connection instead of waiting.
                EnableMultipleHttp2Connections = true,
                KeepAlivePingDelay = PingAfter,
                KeepAlivePingTimeout = PingTimeout,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            },
            InitialReconnectBackoff = options.BackoffFirst,
            MaxReconnectBackoff = options.BackoffMax < RedialMax ? options.BackoffMax : RedialMax,
        };
        if (options.Addresses.Count == 1)
            return GrpcChannel.ForAddress(options.Addresses[0], channel);

        bool secure = options.Addresses[0].Scheme == Uri.UriSchemeHttps;
        channel.Credentials = secure ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
        channel.ServiceConfig = new ServiceConfig { LoadBalancingConfigs = { new RoundRobinConfig() } };
        BalancerAddress[] addresses = [.. options.Addresses.Select(address => new BalancerAddress(address.Host, address.Port))];
        channel.ServiceProvider = new Resolvers([new StaticResolverFactory(_ => addresses)]);
        return GrpcChannel.ForAddress("static:///shipments", channel);
    }

    // The channel asks a container for its resolvers; these are all.
    private sealed class Resolvers(ResolverFactory[] factories) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IEnumerable<ResolverFactory>) ? factories : null;
    }
}
