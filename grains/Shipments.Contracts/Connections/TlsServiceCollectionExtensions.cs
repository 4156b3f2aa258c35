using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Shipments.Contracts.Connections;

/// <summary>TLS between silos and Orleans clients.</summary>
public static class TlsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="TlsConnections"/> with the options of the section <see cref="TlsOptions.Section"/>, validated at start, and puts it under
    /// the connections of an Orleans client. A silo puts it under its own. Without settings connections stay plain.
    /// </summary>
    /// <param name="services">The services of a silo or a client.</param>
    public static IServiceCollection AddShipmentsTls(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(TlsConnections)))
            return services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<TlsOptions>().BindConfiguration(TlsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TlsOptions>, TlsOptionsRules>();
        services.AddSingleton<TlsConnections>();
        services.AddOptions<ClientConnectionOptions>().Configure<TlsConnections>((client, tls) => client.ConfigureConnection(tls.Outbound));
        return services;
    }
}
