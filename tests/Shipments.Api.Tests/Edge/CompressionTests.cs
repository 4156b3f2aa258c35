using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Edge;

/// <summary>Answers on the wire, by a client that undoes no compression by itself.</summary>
public sealed class CompressionTests
{
    [Theory]
    [InlineData(1, "gzip", 0)]
    [InlineData(1_000, "gzip", 1)]
    [InlineData(1_000, "identity", 0)]
    public async Task A_large_answer_is_compressed_for_a_caller_that_reads_it(int scans, string accepted, byte flag)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        host.Shipments.Register("demo", "p1");
        DateTimeOffset now = DateTimeOffset.UtcNow;
        RecordScansRequest request = new() { Scans = { Enumerable.Range(0, scans).Select(i => Make.Scan($"RB{i:D9}CN", now: now)) } };

        byte[] frame = await CallAsync(host, request, accepted);

        frame[0].Should().Be(flag);
        BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)).Should().Be(frame.Length - 5);
        RecordScansResponse answer = RecordScansResponse.Parser.ParseFrom(flag == 1 ? Inflated(frame[5..]) : frame[5..]);
        answer.Outcomes.Should().HaveCount(scans);
        (answer.CalculateSize() >= ApiLimits.AnswerCompressedBytesMin).Should().Be(scans == 1_000);
    }

    [Fact]
    public async Task A_compressed_request_is_read()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        RecordScansRequest request = new() { Scans = { Make.Scan(now: DateTimeOffset.UtcNow) } };

        byte[] frame = await CallAsync(host, request, "identity", gzip: true);

        RecordScansResponse.Parser.ParseFrom(frame[5..]).Outcomes.Should().ContainSingle();
    }

    private static async Task<byte[]> CallAsync(EdgeHost host, RecordScansRequest message, string accepted, bool gzip = false)
    {
        byte[] body = gzip ? Deflated(message.ToByteArray()) : message.ToByteArray();
        byte[] frame = [(byte)(gzip ? 1 : 0), 0, 0, 0, 0, .. body];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), body.Length);
        using HttpClient client = new();
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(host.Address, "/shipments.v1.ScanService/RecordScans"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.Add("te", "trailers");
        request.Headers.Add("grpc-accept-encoding", accepted);
        request.Headers.Add("grpc-encoding", gzip ? "gzip" : "identity");
        using HttpResponseMessage response = await client.SendAsync(request);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream stream = new(packed, CompressionLevel.Fastest))
            stream.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Inflated(byte[] packed)
    {
        using GZipStream stream = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
