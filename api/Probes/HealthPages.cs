using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Shipments.Api.Probes;

/// <summary>
/// Health over HTTP, for those who start, watch and balance processes. 200 or 503, and one word or a few of why; open to everybody.
/// </summary>
internal static class HealthPages
{
    /// <summary>Maps <c>/health/startup</c>, <c>/health/ready</c> and <c>/health/live</c>.</summary>
    internal static void MapHealthPages(this IEndpointRouteBuilder endpoints)
    {
        Readiness readiness = endpoints.ServiceProvider.GetRequiredService<Readiness>();
        endpoints.MapGet("/health/startup", context => AnswerAsync(context, readiness.IsStarted ? null : "starting", "started"));
        endpoints.MapGet("/health/ready", context => AnswerAsync(context, readiness.NotReady(), "ready"));
        // That this answers at all is the answer: a process that waits for its database must not be killed for it.
        endpoints.MapGet("/health/live", static context => AnswerAsync(context, null, "live"));
    }

    private static Task AnswerAsync(HttpContext context, string? fault, string word)
    {
        context.Response.StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync((fault ?? word) + "\n", context.RequestAborted);
    }
}
