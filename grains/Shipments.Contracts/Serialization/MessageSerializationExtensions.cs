using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Shipments.Contracts.Serialization;

/// <summary>Protobuf messages as arguments and replies of grain calls; for silos and clients alike.</summary>
public static class MessageSerializationExtensions
{
    /// <summary>Registers the codec and the copier once.</summary>
    /// <param name="services">The services of a silo or a client.</param>
    public static IServiceCollection AddShipmentsMessages(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(MessageCodec)))
            return services;
        // An error of the grain storage carries the database's own as its cause; without this the answer cannot be read, and looks like a defect.
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add("Npgsql"));
        services.AddSingleton<MessageCodec>();
        services.AddSingleton<IGeneralizedCodec>(provider => provider.GetRequiredService<MessageCodec>());
        services.AddSingleton<SharedMessageCopier>();
        services.AddSingleton<IGeneralizedCopier>(provider => provider.GetRequiredService<SharedMessageCopier>());
        services.AddSingleton<ITypeFilter>(provider => provider.GetRequiredService<SharedMessageCopier>());
        return services;
    }
}
