using System.Net;
using Microsoft.Extensions.Options;
using Npgsql;
using Shipments.Api.Probes;
using Shipments.Grains.Hosting;
using Shipments.Storage;

namespace Shipments.Silo.Hosting;

/// <summary>Storage as the process has it: the store that was chosen, the kinds of the grains, the name others know the silo by.</summary>
internal static class StoreSetup
{
    /// <summary>Registers storage.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="provider">Where the data is kept.</param>
    /// <param name="silo">Where others reach the silo: its name in leases.</param>
    public static void AddShipmentsStores(this WebApplicationBuilder builder, StoreProvider provider, IPEndPoint silo)
    {
        IConfigurationSection section = builder.Configuration.GetSection(StoreOptions.Section);
        foreach (ActorKind kind in GrainsSiloBuilderExtensions.Kinds)
            builder.Services.AddSingleton(kind);
        ShipmentsStorageBuilder stores = builder.Services.AddShipmentsStorage(storage =>
        {
            section.Bind(storage);
            storage.Address = silo.ToString();
            storage.JoinAtStart = provider == StoreProvider.Sqlite;
            foreach (string consumer in GrainsSiloBuilderExtensions.FeedConsumers)
                storage.BuiltInConsumers.Add(consumer);
        });
        builder.Services.AddSingleton<IReadinessCheck, LeaseReadiness>();
        if (provider == StoreProvider.Postgres)
            stores.UsePostgres(postgres => section.Bind(postgres));
        else
            stores.UseSqlite(sqlite => section.Bind(sqlite));
    }

    /// <summary>What a person is told of where the data lies: never a password.</summary>
    /// <param name="services">The host's services.</param>
    public static string DescribeStore(this IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<StoreOptions>>().Value.Provider == StoreProvider.Sqlite)
            return "SQLite in " + Path.GetFullPath(services.GetRequiredService<IOptions<SqliteStorageOptions>>().Value.Folder);
        NpgsqlConnectionStringBuilder postgres = new(services.GetRequiredService<IOptions<PostgresStorageOptions>>().Value.ConnectionString);
        return $"PostgreSQL at {postgres.Host}, database {postgres.Database ?? postgres.Username}; silos on it are a cluster";
    }
}
