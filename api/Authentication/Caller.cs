using Grpc.Core;

namespace Shipments.Api.Authentication;

/// <summary>Who calls, as the credential says. The body of a request never says it.</summary>
/// <param name="Tenant">The tenant.</param>
internal sealed record Caller(string Tenant)
{
    /// <summary>The tenant of callers on this machine when no key is configured.</summary>
    internal const string DemoTenant = "demo";

    /// <summary>The caller of a call that passed authentication.</summary>
    internal static Caller Of(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<Caller>()
        ?? throw new InvalidOperationException("The method is mapped without authentication.");
}
