using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Shipments.TestKit;

namespace Shipments.Interop.Tests.Abuse;

/// <summary>HTTP/2 by hand, for what no honest client sends.</summary>
internal sealed class RawConnection : IDisposable
{
    public const byte Data = 0;
    public const byte Headers = 1;
    public const byte Reset = 3;
    public const byte Settings = 4;
    public const byte Ping = 6;
    public const byte GoAway = 7;
    public const byte Continuation = 9;
    public const byte EndStream = 1;
    public const byte Acknowledgement = 1;
    public const byte EndHeaders = 4;

    private const int HeadBytes = 9;
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client;

    private RawConnection(TcpClient client) => _client = client;

    private NetworkStream Stream => _client.GetStream();

    public static async Task<RawConnection> OpenAsync(int port)
    {
        TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port);
        client.NoDelay = true;
        return new RawConnection(client);
    }

    /// <summary>The beginning of HTTP/2, with empty settings.</summary>
    public async Task GreetAsync()
    {
        await SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await SendAsync(Frame(Settings, 0, 0, []));
    }

    public async Task SendAsync(byte[] bytes) => await Stream.WriteAsync(bytes).Awaiting("bytes to be sent", s_within);

    /// <summary>Sends; false when the other side has closed.</summary>
    public async Task<bool> TrySendAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Reads until a frame of this type comes; null when the connection ends before.</summary>
    public async Task<(byte Flags, int Stream, byte[] Payload)?> FrameAsync(byte type, string awaited)
    {
        try
        {
            while (true)
            {
                byte[] head = new byte[HeadBytes];
                await Stream.ReadExactlyAsync(head).Awaiting(awaited, s_within);
                byte[] payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
                await Stream.ReadExactlyAsync(payload).Awaiting(awaited, s_within);
                if (head[3] == type)
                    return (head[4], BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(5)) & int.MaxValue, payload);
            }
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads to the end of the connection.</summary>
    public async Task EndAsync(string awaited, TimeSpan within)
    {
        byte[] buffer = new byte[4_096];
        try
        {
            while (await Stream.ReadAsync(buffer).Awaiting(awaited, within) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
        }
    }

    public static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        byte[] frame = new byte[HeadBytes + payload.Length];
        frame[0] = (byte)(payload.Length >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)payload.Length);
        frame[3] = type;
        frame[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, HeadBytes);
        return frame;
    }

    /// <summary>The header block of a gRPC call, each field a literal that no table keeps.</summary>
    public static byte[] Call(string path, params (string Name, string Value)[] more)
    {
        List<byte> block = [];
        foreach (var (name, value) in new[]
        {
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "127.0.0.1"), ("content-type", "application/grpc"), ("te", "trailers"),
        }.Concat(more))
        {
            block.Add(0);
            Add(block, name);
            Add(block, value);
        }

        return [.. block];
    }

    public void Dispose() => _client.Dispose();

    // A length of 127 and more goes on in bytes of seven bits.
    private static void Add(List<byte> block, string text)
    {
        int rest = text.Length;
        if (rest < 127)
        {
            block.Add((byte)rest);
        }
        else
        {
            block.Add(127);
            for (rest -= 127; rest >= 128; rest >>= 7)
                block.Add((byte)((rest & 127) | 128));
            block.Add((byte)rest);
        }

        block.AddRange(Encoding.ASCII.GetBytes(text));
    }
}
