using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shipments.V1;

namespace Shipments.Api.OpenApi;

/// <summary>Serves the OpenAPI document at <c>/openapi.json</c> and a page that shows it at <c>/docs</c>; without a key, as reflection is.</summary>
internal static class OpenApiEndpoints
{
    // The page asks nothing of anybody but this server, and no other page may frame it.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The services that have HTTP rules.</summary>
    internal static IReadOnlyList<ServiceDescriptor> Services { get; } =
    [
        ParcelService.Descriptor, ScanService.Descriptor, CarrierService.Descriptor, ChangeService.Descriptor, ContainerService.Descriptor, LaneService.Descriptor,
    ];

    /// <summary>Maps them.</summary>
    internal static void MapOpenApiPages(this IEndpointRouteBuilder endpoints)
    {
        Lazy<byte[]> document = new(() => OpenApiDocument.Make(Services));
        Map(endpoints, "/openapi.json", "application/json; charset=utf-8", () => document.Value);
        MapFile(endpoints, "/docs", "page.html", "text/html; charset=utf-8");
        MapFile(endpoints, "/docs/page.js", "page.js", "text/javascript; charset=utf-8");
        MapFile(endpoints, "/docs/page.css", "page.css", "text/css; charset=utf-8");
    }

    private static void MapFile(IEndpointRouteBuilder endpoints, string path, string file, string type)
    {
        Lazy<byte[]> bytes = new(() => Read(file));
        Map(endpoints, path, type, () => bytes.Value);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, string type, Func<byte[]> bytes) =>
        endpoints.MapGet(path, async (HttpContext context) =>
        {
            byte[] body = bytes();
            context.Response.ContentType = type;
            context.Response.ContentLength = body.Length;
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });

    private static byte[] Read(string file)
    {
        using Stream resource = typeof(OpenApiEndpoints).Assembly.GetManifestResourceStream($"Shipments.Api.OpenApi.Page.{file}")!;
        using MemoryStream copy = new();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
