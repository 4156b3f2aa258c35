using System.Net.Sockets;

namespace Shipments.Faults.Cluster;

internal static class SocketExtensions
{
    /// <summary>Sends all of it.</summary>
    public static async Task SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
    }
}
