using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Shipments.Storage;

/// <summary>Selects PostgreSQL.</summary>
public static class PostgresStorageBuilderExtensions
{
    /// <summary>Keeps the data in a PostgreSQL database, which several silos may share.</summary>
    /// <param name="builder">From <see cref="ShipmentsStorageServiceCollectionExtensions.AddShipmentsStorage"/>.</param>
    /// <param name="configure">Sets the options; null when they are configured elsewhere: the connection string has no default.</param>
    /// <returns><paramref name="builder"/>.</returns>
    public static ShipmentsStorageBuilder UsePostgres(this ShipmentsStorageBuilder builder, Action<PostgresStorageOptions>? configure = null)
    {
        OptionsBuilder<PostgresStorageOptions> options = builder.Services.AddOptions<PostgresStorageOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<PostgresStorageOptions>, PostgresStorageOptionsValidator>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PostgresStorageOptions>, PostgresStorageOptionsRules>());
        builder.Services.TryAddSingleton<Func<IJournalStore>>(provider => () => new PostgresStore(
            provider.GetRequiredService<IOptions<PostgresStorageOptions>>().Value,
            provider.GetRequiredService<ILoggerFactory>()));
        return builder;
    }
}
