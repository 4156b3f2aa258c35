namespace Shipments.Grains.Placement;

/// <summary>How leases name a silo: by its endpoint, so that a lease can be taken before Orleans has chosen a generation.</summary>
public static class SiloNames
{
    /// <summary>The name of a silo, <c>address:port</c>.</summary>
    /// <param name="silo">The silo.</param>
    public static string Of(SiloAddress silo) => silo.Endpoint.ToString();
}
