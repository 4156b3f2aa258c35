using System.Net;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Shipments.Api.Hosting;
using Shipments.Storage;

namespace Shipments.Silo.Cluster;

/// <summary>Orleans as a member of a cluster whose silos meet in PostgreSQL.</summary>
internal static class ClusterSiloBuilderExtensions
{
    private const string Invariant = "Npgsql";

    // Orleans opens a connection a statement; its pools are apart from storage's, so that neither waits for the other.
    private const int ConnectionsMax = 16;

    private const int MissedAliveMax = 3;

    /// <summary>Selects clustering and grain storage in the database of storage, over the tables that storage makes.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">Addresses.</param>
    /// <param name="endpoint">Where others reach this silo.</param>
    /// <param name="gatewayPort">The port for clients.</param>
    public static ISiloBuilder UsePostgresCluster(this ISiloBuilder silo, Hosting.SiloOptions options, IPEndPoint endpoint, int gatewayPort)
    {
        silo.Configure<EndpointOptions>(endpoints =>
        {
            endpoints.AdvertisedIPAddress = endpoint.Address;
            endpoints.SiloPort = endpoint.Port;
            endpoints.GatewayPort = gatewayPort;
            endpoints.SiloListeningEndpoint = ListenPoint.Of(options.ListenAddress, endpoint.Port);
            endpoints.GatewayListeningEndpoint = ListenPoint.Of(options.ListenAddress, gatewayPort);
        });
        silo.Services.AddOptions<ClusterOptions>().Configure<IOptions<MembershipOptions>>((cluster, membership) =>
        {
            cluster.ClusterId = membership.Value.Id;
            cluster.ServiceId = membership.Value.Id;
        });
        silo.Services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<MembershipOptions>>(Tune);
        silo.Services.AddSingleton<ClusterSiloDetails>();
        silo.Services.AddSingleton<ILocalSiloDetails>(services => services.GetRequiredService<ClusterSiloDetails>());
        silo.UseAdoNetClustering((OptionsBuilder<AdoNetClusteringSiloOptions> clustering) => clustering.Configure<IOptions<PostgresStorageOptions>>((adoNet, postgres) =>
        {
            adoNet.Invariant = Invariant;
            adoNet.ConnectionString = ConnectionString(postgres.Value);
        }));
        silo.AddAdoNetGrainStorageAsDefault((OptionsBuilder<AdoNetGrainStorageOptions> storage) => storage.Configure<IOptions<PostgresStorageOptions>>((adoNet, postgres) =>
        {
            adoNet.Invariant = Invariant;
            adoNet.ConnectionString = ConnectionString(postgres.Value);
        }));
        return silo;
    }

    private static void Tune(ClusterMembershipOptions members, IOptions<MembershipOptions> membership)
    {
        MembershipOptions options = membership.Value;
        members.ProbeTimeout = options.ProbeEvery;
        members.MinProbeTimeout = options.ProbeEvery;
        members.MaxProbeTimeout = options.ProbeWithin;
        members.NumMissedProbesLimit = options.MissedProbesMax;
        members.NumVotesForDeathDeclaration = options.VotesForDeath;
        members.IAmAliveTablePublishTimeout = options.AliveEvery;
        members.NumMissedTableIAmAliveLimit = MissedAliveMax;
        members.TableRefreshTimeout = options.AliveEvery;
        members.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        members.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    private static string ConnectionString(PostgresStorageOptions postgres) => new NpgsqlConnectionStringBuilder(postgres.ConnectionString)
    {
        ApplicationName = "shipments orleans",
        MaxPoolSize = ConnectionsMax,
        MinPoolSize = 0,
        Timeout = (int)postgres.ConnectTimeout.TotalSeconds,
        Enlist = false,
        NoResetOnClose = true,
    }.ConnectionString;
}
