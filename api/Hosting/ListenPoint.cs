using System.Net;

namespace Shipments.Api.Hosting;

/// <summary>
/// Endpoints from options that are not validated yet. A wrong one is refused when the host starts, together with everything else that is wrong;
/// until then any endpoint does.
/// </summary>
public static class ListenPoint
{
    /// <summary>The endpoint; the loopback address or port 0 in the place of what is none.</summary>
    /// <param name="address">An IP address.</param>
    /// <param name="port">A port.</param>
    public static IPEndPoint Of(string address, int port) => new(
        IPAddress.TryParse(address, out IPAddress? parsed) ? parsed : IPAddress.Loopback,
        port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort ? port : 0);
}
