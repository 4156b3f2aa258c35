using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shipments.Api.Errors;

namespace Shipments.Api.Authentication;

/// <summary>Reads the credential of a call: metadata <c>x-api-key</c>, or <c>authorization: Bearer</c>.</summary>
internal sealed class Credentials(ApiKeyTable keys)
{
    /// <summary>The metadata key of an API key.</summary>
    internal const string ApiKeyHeader = "x-api-key";

    private const string BearerPrefix = "Bearer ";

    /// <summary>Who calls; throws UNAUTHENTICATED when the credential is missing or unknown.</summary>
    internal Caller Authenticate(HttpContext context)
    {
        if (keys.Empty)
        {
            return IsLoopback(context.Connection.RemoteIpAddress)
                ? new Caller(Caller.DemoTenant)
                : throw ErrorStatuses.Exception(ApiReason.ApiKeyMissing);
        }

        string? key = KeyOf(context.Request.Headers);
        if (key is null)
            throw ErrorStatuses.Exception(ApiReason.ApiKeyMissing);
        return keys.TenantOf(key) is { } tenant ? new Caller(tenant) : throw ErrorStatuses.Exception(ApiReason.ApiKeyUnknown);
    }

    // Two keys in one call are one nobody configured: which of them counts must not depend on their order.
    private static string? KeyOf(IHeaderDictionary headers)
    {
        StringValues given = headers[ApiKeyHeader];
        if (given.Count > 0)
            return given.Count == 1 ? given.ToString() : "";
        StringValues bearer = headers.Authorization;
        if (bearer.Count != 1)
            return bearer.Count == 0 ? null : "";
        string text = bearer.ToString();
        return text.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) ? text[BearerPrefix.Length..].Trim() : null;
    }

    // A caller without an address (a test server, a socket file) is nobody known to be here.
    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
