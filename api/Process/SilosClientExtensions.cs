using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Shipments.Api.Probes;
using Shipments.Contracts.Connections;
using Shipments.Contracts.Serialization;

namespace Shipments.Api.Process;

/// <summary>The client of the silos.</summary>
internal static class SilosClientExtensions
{
    private const string Invariant = "Npgsql";

    private const int ConnectionsMax = 4;

    /// <summary>Registers a client that finds the silos in their database, waits for the first of them, and follows them as they come and go.</summary>
    /// <param name="host">The host.</param>
    public static void UseShipmentsSilos(this IHostApplicationBuilder host)
    {
        host.Services.AddShipmentsMessages();
        host.Services.AddShipmentsTls();
        host.Services.AddSingleton<SilosReadiness>();
        host.Services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<SilosReadiness>());
        host.Services.AddSingleton<IClusterConnectionStatusObserver>(provider => provider.GetRequiredService<SilosReadiness>());
        host.UseOrleansClient(client =>
        {
            client.UseConnectionRetryFilter<SilosAwaited>();
            client.AddOutgoingGrainCallFilter<LostSiloFilter>();
            client.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringClientOptions> clustering) => clustering.Configure<IOptions<SilosOptions>>((adoNet, silos) =>
            {
                adoNet.Invariant = Invariant;
                adoNet.ConnectionString = ConnectionString(silos.Value.ConnectionString);
            }));
            client.Services.AddOptions<ClusterOptions>().Configure<IOptions<SilosOptions>>((cluster, silos) =>
            {
                cluster.ClusterId = silos.Value.Id;
                cluster.ServiceId = silos.Value.Id;
            });
            client.Services.AddOptions<GatewayOptions>().Configure<IOptions<DoorOptions>>((gateways, door) =>
                gateways.GatewayListRefreshPeriod = door.Value.SilosReadEvery);
            client.Services.AddOptions<ClientMessagingOptions>().Configure<IOptions<DoorOptions>>((messaging, door) =>
                messaging.ResponseTimeout = door.Value.ResponseTimeout);
        });
    }

    private static string ConnectionString(string silos) => new NpgsqlConnectionStringBuilder(silos)
    {
        ApplicationName = "shipments door", MaxPoolSize = ConnectionsMax, MinPoolSize = 0, Enlist = false, NoResetOnClose = true,
    }.ConnectionString;
}
