using System.Net;
using System.Net.Sockets;

namespace Shipments.Silo.Hosting;

/// <summary>Free TCP ports of this machine.</summary>
internal static class FreePorts
{
    /// <summary>The port itself, or a free one for 0.</summary>
    public static int Choose(int port)
    {
        if (port != 0)
            return port;
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
