using Orleans.Configuration;
using Shipments.Contracts.Connections;

namespace Shipments.Silo.Cluster;

/// <summary>TLS under all connections of a silo, where the settings say so.</summary>
internal static class TlsSiloBuilderExtensions
{
    /// <summary>Puts it under the connections with other silos and with Orleans clients.</summary>
    /// <param name="silo">The silo.</param>
    public static ISiloBuilder UseShipmentsTls(this ISiloBuilder silo)
    {
        silo.Services.AddShipmentsTls();
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<TlsConnections>((connections, tls) =>
        {
            connections.ConfigureSiloInboundConnection(tls.Inbound);
            connections.ConfigureSiloOutboundConnection(tls.Outbound);
            connections.ConfigureGatewayInboundConnection(tls.Inbound);
        });
        return silo;
    }
}
