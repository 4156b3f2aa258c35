using System.Net.Sockets;
using System.Text;

namespace Shipments.Bench.Counters;

/// <summary>
/// The socket by which every .NET process on Linux answers to tools of the same user. It is asked for a trace that has the values of instruments, once
/// a second; the process pays for nothing else.
/// </summary>
internal static class DiagnosticPort
{
    private const int HeaderBytes = 20;
    private const byte EventPipeCommands = 2;
    private const byte CollectTracing2 = 3;
    private const byte ServerCommands = 0xFF;
    private const byte Ok = 0;
    private const uint BufferMib = 8;
    private const uint NetTrace = 1;
    private const ulong TimeSeriesValues = 2;
    private const uint Informational = 4;

    private static readonly byte[] Magic = "DOTNET_IPC_V1\0"u8.ToArray();

    /// <summary>Opens the trace; null when the process is none of .NET, or not ours to ask.</summary>
    /// <param name="process">Its id, on this machine.</param>
    /// <param name="instruments">What it is asked for.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public static async Task<Stream?> OpenAsync(int process, IReadOnlyList<WatchedInstrument> instruments, CancellationToken cancellationToken)
    {
        string? path = Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket").OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
        if (path is null)
            return null;
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        NetworkStream? stream = null;
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            stream = new NetworkStream(socket, ownsSocket: true);
            await stream.WriteAsync(Request(instruments), cancellationToken);
            byte[] header = new byte[HeaderBytes];
            await stream.ReadExactlyAsync(header, cancellationToken);
            if (header[Magic.Length + 2] == ServerCommands && header[Magic.Length + 3] == Ok)
            {
                await stream.ReadExactlyAsync(new byte[sizeof(ulong)], cancellationToken);
                return stream;
            }
        }
        catch (SocketException)
        {
            // The process has gone, or belongs to another user.
        }
        catch (IOException)
        {
            // It went while it was asked.
        }

        await (stream?.DisposeAsync() ?? default);
        socket.Dispose();
        return null;
    }

    /// <summary>The request for a trace, as the process reads it.</summary>
    internal static byte[] Request(IReadOnlyList<WatchedInstrument> instruments)
    {
        using MemoryStream payload = new();
        using BinaryWriter writer = new(payload);
        writer.Write(BufferMib);
        writer.Write(NetTrace);
        writer.Write(false);
        writer.Write(1u);
        writer.Write(TimeSeriesValues);
        writer.Write(Informational);
        Write(writer, "System.Diagnostics.Metrics");
        string metrics = string.Join(',', instruments.Select(instrument => $"{instrument.Meter}\\{instrument.Name}"));
        Write(writer, $"SessionId=bench-{Environment.ProcessId};Metrics={metrics};RefreshInterval=1;MaxTimeSeries=100;MaxHistograms=1");
        writer.Flush();
        using MemoryStream message = new();
        using BinaryWriter whole = new(message);
        whole.Write(Magic);
        whole.Write((ushort)(HeaderBytes + payload.Length));
        whole.Write(EventPipeCommands);
        whole.Write(CollectTracing2);
        whole.Write((ushort)0);
        whole.Write(payload.ToArray());
        whole.Flush();
        return message.ToArray();
    }

    // A text is its length in characters, the zero at its end included, and then its characters in UTF-16.
    private static void Write(BinaryWriter writer, string text)
    {
        writer.Write(text.Length + 1);
        writer.Write(Encoding.Unicode.GetBytes(text + '\0'));
    }
}
