using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Shipments.Storage;

/// <summary>Registers storage.</summary>
public static class ShipmentsStorageServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="ShipmentsStorage"/> and, through it, <see cref="IActorJournal"/>, <see cref="IShardOwnership"/>,
    /// <see cref="IJournalFeed"/>, <see cref="IDueActors"/>, <see cref="IParcelLists"/> and <see cref="IOwnerNews"/>, with a hosted service that starts it before and stops it after all others. It
    /// collects every <see cref="ActorKind"/> registered as a singleton. Options are validated at start. Repeatable.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>A builder that must still be told where the data is kept: <see cref="UseSqlite"/> or <see cref="PostgresStorageBuilderExtensions.UsePostgres"/>.</returns>
    public static ShipmentsStorageBuilder AddShipmentsStorage(this IServiceCollection services, Action<StorageOptions>? configure = null)
    {
        OptionsBuilder<StorageOptions> options = services.AddOptions<StorageOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StorageOptions>, StorageOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Create);
        services.TryAddSingleton<IActorJournal>(provider => provider.GetRequiredService<ShipmentsStorage>());
        services.TryAddSingleton<IShardOwnership>(provider => provider.GetRequiredService<ShipmentsStorage>());
        services.TryAddSingleton<IJournalFeed>(provider => provider.GetRequiredService<ShipmentsStorage>());
        services.TryAddSingleton<IDueActors>(provider => provider.GetRequiredService<ShipmentsStorage>());
        services.TryAddSingleton<IParcelLists>(provider => provider.GetRequiredService<ShipmentsStorage>());
        services.TryAddSingleton<IOwnerNews>(provider => provider.GetRequiredService<ShipmentsStorage>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StorageService>());
        return new ShipmentsStorageBuilder(services);
    }

    /// <summary>Keeps the data in files of one folder.</summary>
    /// <param name="builder">From <see cref="AddShipmentsStorage"/>.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static ShipmentsStorageBuilder UseSqlite(this ShipmentsStorageBuilder builder, Action<SqliteStorageOptions>? configure = null)
    {
        OptionsBuilder<SqliteStorageOptions> options = builder.Services.AddOptions<SqliteStorageOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SqliteStorageOptions>, SqliteStorageOptionsValidator>());
        builder.Services.TryAddSingleton<Func<IJournalStore>>(provider => () => new SqliteStore(
            provider.GetRequiredService<IOptions<SqliteStorageOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    private static ShipmentsStorage Create(IServiceProvider provider) => new(
        provider.GetService<Func<IJournalStore>>()
            ?? throw new InvalidOperationException("Storage has nowhere to keep its data: call UseSqlite or UsePostgres after AddShipmentsStorage."),
        provider.GetRequiredService<IOptions<StorageOptions>>().Value,
        provider.GetServices<ActorKind>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILoggerFactory>(),
        provider.GetService<IMeterFactory>());
}
