using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using Shipments.Api.Hosting;
using Shipments.Grains.Hosting;
using Shipments.Storage;

namespace Shipments.Silo.Hosting;

/// <summary>Wires storage, the silo and the front door into one host.</summary>
internal static class SiloApplicationExtensions
{
    private const string StorageSection = "Shipments:Storage";

    private const string ApiSection = "Shipments:Api";

    // The name of the other SQLite library; Orleans loads Microsoft.Data.Sqlite for it.
    private const string SqliteInvariant = "System.Data.SQLite";

    private const string Cluster = "shipments";

    /// <summary>Registers everything. What the command line says wins over the configuration.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="arguments">The command line.</param>
    public static void AddShipmentsSilo(this WebApplicationBuilder builder, SiloArguments arguments)
    {
        SiloOptions options = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        builder.Services.AddOptions<SiloOptions>().BindConfiguration(SiloOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        IPEndPoint silo = new(IPAddress.Loopback, FreePorts.Choose(options.SiloPort));
        AddStorage(builder, arguments, silo);
        builder.UseOrleans(orleans => ConfigureSilo(orleans, options, silo));
        builder.Services.AddShipmentsApi(api => builder.Configuration.GetSection(ApiSection).Bind(api));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureShipmentsKestrel();
            kestrel.Listen(IPAddress.Loopback, arguments.Port ?? options.Port);
            kestrel.ListenJson(IPAddress.Loopback, JsonPort(arguments, options));
        });
    }

    /// <summary>Where the database lies.</summary>
    /// <param name="services">The host's services.</param>
    public static string DataFolder(this IServiceProvider services) =>
        Path.GetFullPath(services.GetRequiredService<IOptions<SqliteStorageOptions>>().Value.Folder);

    // Who takes any free port for gRPC runs several silos on one machine; a fixed JSON port would let only the first start.
    private static int JsonPort(SiloArguments arguments, SiloOptions options) =>
        arguments.JsonPort ?? (arguments.Port == 0 ? 0 : options.JsonPort);

    private static void AddStorage(WebApplicationBuilder builder, SiloArguments arguments, IPEndPoint silo)
    {
        IConfigurationSection section = builder.Configuration.GetSection(StorageSection);
        foreach (ActorKind kind in GrainsSiloBuilderExtensions.Kinds)
            builder.Services.AddSingleton(kind);
        builder.Services
            .AddShipmentsStorage(storage =>
            {
                section.Bind(storage);
                storage.Address = silo.ToString();
                foreach (string consumer in GrainsSiloBuilderExtensions.FeedConsumers)
                    storage.BuiltInConsumers.Add(consumer);
            })
            .UseSqlite(sqlite =>
            {
                section.Bind(sqlite);
                sqlite.Folder = arguments.Folder ?? sqlite.Folder;
            });
    }

    private static void ConfigureSilo(ISiloBuilder orleans, SiloOptions options, IPEndPoint silo)
    {
        orleans.UseLocalhostClustering(silo.Port, FreePorts.Choose(options.GatewayPort), serviceId: Cluster, clusterId: Cluster);
        orleans.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = options.IdleAfter);
        orleans.AddAdoNetGrainStorageAsDefault((OptionsBuilder<AdoNetGrainStorageOptions> storage) => storage.Configure<IOptions<SqliteStorageOptions>, Serializer>((adoNet, sqlite, serializer) =>
        {
            adoNet.Invariant = SqliteInvariant;
            adoNet.ConnectionString = $"Data Source={sqlite.Value.StatePath}";
            // Its JSON would write the names of classes and assemblies into the rows, and bytes as text.
            adoNet.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));
        orleans.UseShipmentsGrains();
    }
}
