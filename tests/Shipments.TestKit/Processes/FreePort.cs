using System.Net;
using System.Net.Sockets;

namespace Shipments.TestKit.Processes;

/// <summary>
/// A port that a server can leave and take again. It lies below the range the system takes callers' ports from: in there, a caller that
/// connects again and again to a server just killed may be given the very port, and connect to itself.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int End = 30_000;
    private const int TriesMax = 100;

    /// <summary>A free port of 127.0.0.1.</summary>
    public static int Take(Random random)
    {
        for (var i = 0; i < TriesMax; i++)
        {
            var port = random.Next(First, End);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken; the next one.
            }
        }

        throw new InvalidOperationException($"No free port from {First} to {End} in {TriesMax} tries.");
    }
}
