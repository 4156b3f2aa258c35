using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using Shipments.V1;

namespace Shipments.Bench.Http2;

/// <summary>
/// The floor under GetParcel: the same path, the same request read to its end, the same bytes and trailers back, and nothing between. What a
/// silo serves less than this is the price of gRPC, of the checks, and of the grain call.
/// </summary>
internal static class BareServer
{
    private const int FrameHeadBytes = 5;

    /// <summary>Copies the answer from a front door, then serves it until Ctrl-C.</summary>
    public static async Task<int> RunAsync(Uri target, string parcel, int port, CancellationToken cancellationToken)
    {
        byte[] frame = await FrameAsync(target, parcel, cancellationToken);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http2));
        await using WebApplication app = builder.Build();
        app.Run(context => AnswerAsync(context, frame));
        await app.StartAsync(cancellationToken);
        AnsiConsole.WriteLine($"bare endpoint on {app.Urls.First()}, {frame.Length} bytes an answer");
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task<byte[]> FrameAsync(Uri target, string parcel, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(target);
        GetParcelResponse response = await new ParcelService.ParcelServiceClient(channel)
            .GetParcelAsync(new GetParcelRequest { Name = parcel }, cancellationToken: cancellationToken);
        byte[] message = response.ToByteArray();
        byte[] frame = new byte[FrameHeadBytes + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, FrameHeadBytes);
        return frame;
    }

    private static async Task AnswerAsync(HttpContext context, byte[] frame)
    {
        ReadResult read;
        do
        {
            read = await context.Request.BodyReader.ReadAsync();
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);
        context.Response.ContentType = "application/grpc";
        await context.Response.BodyWriter.WriteAsync(frame);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
