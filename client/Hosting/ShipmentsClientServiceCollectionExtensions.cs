using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Shipments.Client;

/// <summary>Registers the client.</summary>
public static class ShipmentsClientServiceCollectionExtensions
{
    /// <summary>
    /// Registers one <see cref="ShipmentsClient"/> for the application; its connections live as long as the container. Calling it again only
    /// adds to the options.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; at least an address is needed.</param>
    /// <exception cref="OptionsValidationException">When the client is first asked for: options are out of bounds. All faults are named.</exception>
    public static IServiceCollection AddShipmentsClient(this IServiceCollection services, Action<ShipmentsClientOptions> configure)
    {
        services.AddOptions<ShipmentsClientOptions>().Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ShipmentsClientOptions>, ShipmentsClientOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ShipmentsClientOptions>, ShipmentsClientOptionsRules>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new Jitter(RandomNumberGenerator.GetInt32(int.MaxValue)));
        services.TryAddSingleton(provider => new ShipmentsClient(
            provider.GetRequiredService<IOptions<ShipmentsClientOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Jitter>(),
            provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        return services;
    }
}
