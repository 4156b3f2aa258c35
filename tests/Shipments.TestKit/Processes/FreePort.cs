using System.Net;
using System.Net.Sockets;

namespace Shipments.TestKit.Processes;

/// <summary>
/// Ports that a server can leave and take again. Each is given once on this machine until the process that took it ends, since a server
/// binds it a while later, and again after a restart: a lock on a file says so to the other test processes. They lie below the range the
/// system takes callers' ports from: in there, a caller that connects again and again to a server just killed may be given the very port,
/// and connect to itself.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int End = 30_000;
    private const int TriesMax = 1_000;

    private static readonly string s_folder = Path.Combine(Path.GetTempPath(), "shipments-test-ports");

    // Never closed: a lock lasts as long as the process.
    private static readonly List<FileStream> s_locks = [];

    /// <summary>A free port of 127.0.0.1.</summary>
    public static int Take()
    {
        Directory.CreateDirectory(s_folder);
        for (var i = 0; i < TriesMax; i++)
        {
            var port = Random.Shared.Next(First, End);
            if (CanBind(port) && Lock(port))
                return port;
        }

        throw new InvalidOperationException($"No free port from {First} to {End} in {TriesMax} tries.");
    }

    private static bool Lock(int port)
    {
        try
        {
            var held = new FileStream(Path.Combine(s_folder, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            lock (s_locks)
                s_locks.Add(held);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static bool CanBind(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
