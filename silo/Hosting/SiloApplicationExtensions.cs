using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Serialization;
using Orleans.Storage;
using Shipments.Api.Hosting;
using Shipments.Contracts.Connections;
using Shipments.Grains.Hosting;
using Shipments.Grains.Silence;
using Shipments.Silo.Cluster;
using Shipments.Storage;

namespace Shipments.Silo.Hosting;

/// <summary>Wires storage, the silo and the front door into one host.</summary>
internal static class SiloApplicationExtensions
{
    private const string ApiSection = "Shipments:Api";

    // Orleans' own calls between silos, which move activations in batches one after another: one that waits for an answer of the dead holds up all.
    private static readonly TimeSpan BetweenSilosWithin = TimeSpan.FromSeconds(5);

    // The name of the other SQLite library; Orleans loads Microsoft.Data.Sqlite for it.
    private const string SqliteInvariant = "System.Data.SQLite";

    /// <summary>Registers everything. What the command line says wins over the configuration.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="arguments">The command line.</param>
    /// <returns>What stands in the configuration and is no value of its option; the host must not start unless this is empty.</returns>
    public static IReadOnlyList<string> AddShipmentsSilo(this WebApplicationBuilder builder, SiloArguments arguments)
    {
        builder.Configuration.AddInMemoryCollection(arguments.Settings());
        IReadOnlyList<string> unreadable = ReadSettings(builder.Configuration);
        SiloOptions options = builder.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        StoreOptions store = builder.Configuration.GetSection(StoreOptions.Section).Get<StoreOptions>() ?? new StoreOptions();
        AddOptions<SiloOptions>(builder.Services, SiloOptions.Section);
        AddOptions<StoreOptions>(builder.Services, StoreOptions.Section);
        AddOptions<DueOptions>(builder.Services, DueOptions.Section);
        AddOptions<MembershipOptions>(builder.Services, MembershipOptions.Section);
        builder.Services.AddSingleton<IValidateOptions<MembershipOptions>, MembershipOptionsRules>();
        IPEndPoint silo = ListenPoint.Of(options.AdvertisedAddress, options.SiloPort);
        silo.Port = FreePorts.Choose(silo.Port);
        builder.AddShipmentsStores(store.Provider, silo);
        builder.UseOrleans(orleans => ConfigureSilo(orleans, options, store.Provider, silo));
        builder.Services.AddShipmentsApi(api => builder.Configuration.GetSection(ApiSection).Bind(api));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureShipmentsKestrel();
            kestrel.Listen(ListenPoint.Of(options.DoorAddress, options.Port));
            IPEndPoint json = ListenPoint.Of(options.DoorAddress, options.JsonPort);
            kestrel.ListenJson(json.Address, json.Port);
        });
        return unreadable;
    }

    private static List<string> ReadSettings(ConfigurationManager configuration) =>
    [
        .. UnreadableSettings.Replace<SiloOptions>(configuration, SiloOptions.Section),
        .. UnreadableSettings.Replace<DueOptions>(configuration, DueOptions.Section),
        .. UnreadableSettings.Replace<MembershipOptions>(configuration, MembershipOptions.Section),
        .. UnreadableSettings.Replace<TlsOptions>(configuration, TlsOptions.Section),
        .. UnreadableSettings.Replace<StoreOptions>(configuration, StoreOptions.Section),
        .. UnreadableSettings.Replace<StorageOptions>(configuration, StoreOptions.Section),
        .. UnreadableSettings.Replace<SqliteStorageOptions>(configuration, StoreOptions.Section),
        .. UnreadableSettings.Replace<PostgresStorageOptions>(configuration, StoreOptions.Section),
        .. UnreadableSettings.Replace<ApiOptions>(configuration, ApiSection),
    ];

    private static void AddOptions<TOptions>(IServiceCollection services, string section)
        where TOptions : class =>
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();

    private static void ConfigureSilo(ISiloBuilder orleans, SiloOptions options, StoreProvider provider, IPEndPoint silo)
    {
        int gatewayPort = FreePorts.Choose(ListenPoint.Of(options.ListenAddress, options.GatewayPort).Port);
        if (provider == StoreProvider.Postgres)
            orleans.UsePostgresCluster(options, silo, gatewayPort);
        else
            UseOneSilo(orleans, silo, gatewayPort);
        orleans.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionAge = options.IdleAfter;
            // Orleans refuses an age that is not above its step.
            collection.CollectionQuantum = TimeSpan.FromTicks(Math.Min(TimeSpan.TicksPerMinute, options.IdleAfter.Ticks / 2));
            collection.DeactivationTimeout = BetweenSilosWithin;
        });
        orleans.Configure<SiloMessagingOptions>(messaging =>
        {
            messaging.ResponseTimeout = options.ResponseTimeout;
            messaging.SystemResponseTimeout = BetweenSilosWithin;
        });
        // Two activations of an actor do no harm, since the store has the last word; so nobody waits for a range whose owner crashed.
        orleans.Configure<GrainDirectoryOptions>(directory => directory.RangeLeaseDuration = TimeSpan.Zero);
        // The default, JSON, would write the names of classes and assemblies into the rows, and bytes as text.
        orleans.Services.AddOptions<AdoNetGrainStorageOptions>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME).Configure<Serializer>(
            (adoNet, serializer) => adoNet.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer));
        orleans.UseShipmentsTls();
        orleans.UseShipmentsGrains();
    }

    private static void UseOneSilo(ISiloBuilder orleans, IPEndPoint silo, int gatewayPort)
    {
        string cluster = new MembershipOptions().Id;
        orleans.UseLocalhostClustering(silo.Port, gatewayPort, serviceId: cluster, clusterId: cluster);
        orleans.AddAdoNetGrainStorageAsDefault((OptionsBuilder<AdoNetGrainStorageOptions> storage) => storage.Configure<IOptions<SqliteStorageOptions>>((adoNet, sqlite) =>
        {
            adoNet.Invariant = SqliteInvariant;
            adoNet.ConnectionString = $"Data Source={sqlite.Value.StatePath}";
        }));
    }
}
