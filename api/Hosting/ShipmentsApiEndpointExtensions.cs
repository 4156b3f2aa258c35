using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shipments.Api.Carriers;
using Shipments.Api.Changes;
using Shipments.Api.Errors;
using Shipments.Api.Parcels;
using Shipments.Api.Scans;

namespace Shipments.Api.Hosting;

/// <summary>Exposes the front door.</summary>
public static class ShipmentsApiEndpointExtensions
{
    /// <summary>Maps the gRPC services, health (<c>grpc.health.v1</c>, for each service and for "") and, unless switched off, reflection.</summary>
    /// <param name="endpoints">The host's endpoints.</param>
    public static IEndpointRouteBuilder MapShipmentsApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<ParcelGrpcService>().Add(TransportErrors.Wrap);
        endpoints.MapGrpcService<ScanGrpcService>().Add(TransportErrors.Wrap);
        endpoints.MapGrpcService<CarrierGrpcService>().Add(TransportErrors.Wrap);
        endpoints.MapGrpcService<ChangeGrpcService>().Add(TransportErrors.Wrap);
        endpoints.MapGrpcService<HealthServiceImpl>();
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<ApiOptions>>().Value.Reflection)
            endpoints.MapGrpcReflectionService();
        return endpoints;
    }
}
