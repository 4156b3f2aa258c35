using Microsoft.Extensions.DependencyInjection;

namespace Shipments.Storage;

/// <summary>Selects where storage keeps its data.</summary>
public sealed class ShipmentsStorageBuilder
{
    internal ShipmentsStorageBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services being registered.</summary>
    public IServiceCollection Services { get; }
}
