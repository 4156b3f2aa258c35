using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shipments.Api.Admission;
using Shipments.Api.Carriers;
using Shipments.Api.Changes;
using Shipments.Api.Containers;
using Shipments.Api.Errors;
using Shipments.Api.Json;
using Shipments.Api.Lanes;
using Shipments.Api.OpenApi;
using Shipments.Api.Parcels;
using Shipments.Api.Probes;
using Shipments.Api.Scans;

namespace Shipments.Api.Hosting;

/// <summary>Exposes the front door.</summary>
public static class ShipmentsApiEndpointExtensions
{
    /// <summary>
    /// Maps the gRPC services, their unary methods as JSON over HTTP too, health (<c>grpc.health.v1</c>, for each service and for "", and
    /// <c>/health/startup</c>, <c>/health/ready</c> and <c>/health/live</c>) and, unless switched off, what describes them: reflection, <c>/openapi.json</c> and <c>/docs</c>.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    public static IEndpointRouteBuilder MapShipmentsApi(this IEndpointRouteBuilder endpoints)
    {
        MapService<ParcelGrpcService>(endpoints);
        MapService<ScanGrpcService>(endpoints);
        MapService<CarrierGrpcService>(endpoints);
        MapService<ChangeGrpcService>(endpoints);
        MapService<ContainerGrpcService>(endpoints);
        MapService<LaneGrpcService>(endpoints);
        endpoints.MapGrpcService<HealthServiceImpl>();
        endpoints.MapHealthPages();
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<ApiOptions>>().Value.Reflection)
        {
            endpoints.MapGrpcReflectionService();
            endpoints.MapOpenApiPages();
        }

        return endpoints;
    }

    // JSON errors outside: what they complete is the body, which the transport's own wrapper does not know.
    private static void MapService<TService>(IEndpointRouteBuilder endpoints)
        where TService : class
    {
        GrpcServiceEndpointConventionBuilder service = endpoints.MapGrpcService<TService>();
        WorkAdmission admission = endpoints.ServiceProvider.GetRequiredService<WorkAdmission>();
        service.Add(endpoint => AdmissionEndpoints.Wrap(endpoint, admission));
        service.Add(TransportErrors.Wrap);
        service.Add(JsonErrors.Wrap);
    }
}
