using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Shipments.Api.Limits;
using Shipments.TestKit;
using Shipments.TestKit.Processes;
using Shipments.V1;
using static Shipments.Interop.Tests.Abuse.RawConnection;

namespace Shipments.Interop.Tests.Abuse;

/// <summary>
/// What an enemy on the wire can do, against a silo process: each attack is bounded in count, and afterwards the silo serves and its memory has not
/// run away. One silo for all, so that what one attack leaves behind would show in the next.
/// </summary>
public sealed class AbuseTests(AbuseTests.Fixture fixture) : IClassFixture<AbuseTests.Fixture>
{
    private const string Get = "/shipments.v1.ParcelService/GetParcel";
    private const string Ingest = "/shipments.v1.CarrierService/IngestPayload";
    private const string Streaming = "/shipments.v1.ScanService/StreamScans";
    private const long MemoryGrowthBytesMax = 300L * 1024 * 1024;
    // Of each call: method, scheme, path, authority, content-type and te.
    private const int OwnFields = 6;
    private static readonly TimeSpan s_closedWithin = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Calls_opened_and_reset_at_once_end_the_connection_or_are_served_and_leave_nothing()
    {
        const int resets = 20_000;
        using var connection = await OpenAsync(fixture.Silo.Port);
        await connection.GreetAsync();
        byte[] call = Call(Get);
        byte[] cancel = [0, 0, 0, 8];
        bool open = true;
        int sent = 0;
        for (; open && sent < resets; sent++)
        {
            int stream = (2 * sent) + 1;
            open = await connection.TrySendAsync([.. Frame(Headers, EndHeaders, stream, call), .. Frame(Reset, 0, stream, cancel)]);
        }

        // The server gives up such a caller: it never gets all of them through.
        sent.Should().BeLessThan(resets);
        await ServesAsync();
    }

    [Fact]
    public async Task A_caller_has_at_most_100_calls_open_on_a_connection()
    {
        using var connection = await OpenAsync(fixture.Silo.Port);
        await connection.GreetAsync();
        byte[] call = Call(Streaming);
        for (int i = 0; i <= ApiLimits.StreamsPerConnectionMax; i++)
            await connection.SendAsync(Frame(Headers, EndHeaders, (2 * i) + 1, call));

        var refused = await connection.FrameAsync(Reset, "the refusal of one call too many");

        refused.Should().NotBeNull();
        refused!.Value.Stream.Should().Be((2 * ApiLimits.StreamsPerConnectionMax) + 1);
        refused.Value.Payload.Should().Equal([0, 0, 0, 7], "REFUSED_STREAM says that nothing was done");
        await ServesAsync();
    }

    [Fact]
    public async Task Streams_never_finished_on_20_connections_hold_up_nobody()
    {
        List<RawConnection> connections = [];
        try
        {
            for (int i = 0; i < 20; i++)
            {
                var connection = await OpenAsync(fixture.Silo.Port);
                connections.Add(connection);
                await connection.GreetAsync();
                for (int j = 0; j < ApiLimits.StreamsPerConnectionMax; j++)
                {
                    int stream = (2 * j) + 1;
                    // A message of 1,000 bytes is begun; one byte of it comes.
                    await connection.SendAsync([.. Frame(Headers, EndHeaders, stream, Call(Streaming)), .. Frame(Data, 0, stream, [0, 0, 0, 3, 232, 10])]);
                }
            }

            await ServesAsync();
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }

        await ServesAsync();
    }

    [Fact]
    public async Task Headers_that_never_end_end_the_connection()
    {
        using var connection = await OpenAsync(fixture.Silo.Port);
        await connection.GreetAsync();
        byte[] more = Call(Get, ("x-long", new string('a', 8_000)))[^8_010..];
        await connection.SendAsync(Frame(Headers, 0, 1, Call(Get)));
        const int frames = 20_000;
        int sent = 0;
        while (sent < frames && await connection.TrySendAsync(Frame(Continuation, 0, 1, more)))
            sent++;

        sent.Should().BeLessThan(frames);
        await ServesAsync();
    }

    [Theory]
    [InlineData(ApiLimits.HeadersMax, true)]
    [InlineData(ApiLimits.HeadersMax + 1, false)]
    public async Task Headers_past_their_count_are_refused(int count, bool taken)
    {
        using var connection = await OpenAsync(fixture.Silo.Port);
        await connection.GreetAsync();
        var fields = Enumerable.Range(0, count - OwnFields).Select(i => ($"x-{i}", "1")).ToArray();
        await connection.SendAsync([.. Frame(Headers, EndHeaders, 1, Call(Get, fields)), .. Frame(Data, EndStream, 1, [0, 0, 0, 0, 0])]);

        var answer = await connection.FrameAsync(Headers, "the answer to a call with many headers");

        // Both are answered, the second with 431 before any method ran.
        answer.Should().NotBeNull();
        Encoding.ASCII.GetString(answer!.Value.Payload).Contains("431", StringComparison.Ordinal).Should().Be(!taken);
        await ServesAsync();
    }

    [Fact]
    public async Task A_message_that_inflates_to_512_MiB_is_refused_while_it_inflates()
    {
        byte[] bomb = Bomb(512);
        bomb.Length.Should().BeLessThan(ApiLimits.MessageBytesMax, "else its own length would refuse it");
        using HttpClient client = new();
        byte[] head = [1, (byte)(bomb.Length >> 24), (byte)(bomb.Length >> 16), (byte)(bomb.Length >> 8), (byte)bomb.Length];
        for (int i = 0; i < 4; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(fixture.Silo.Address, Ingest)) { Version = new Version(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            request.Content = new ByteArrayContent([.. head, .. bomb]);
            request.Content.Headers.ContentType = new("application/grpc");
            request.Headers.Add("te", "trailers");
            request.Headers.Add("grpc-encoding", "gzip");

            using var response = await client.SendAsync(request);

            string[] status = [.. Values(response.Headers), .. Values(response.TrailingHeaders)];
            status.Should().Equal([((int)StatusCode.ResourceExhausted).ToString(CultureInfo.InvariantCulture)], response.ToString());
        }

        await ServesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_caller_that_sends_a_header_and_falls_silent_is_let_go(bool json)
    {
        using var connection = await OpenAsync(json ? fixture.Silo.JsonPort : fixture.Silo.Port);
        if (json)
        {
            await connection.SendAsync("GET /v1/parcels/p1 HTTP/1.1\r\nhost: 127.0.0.1\r\n"u8.ToArray());
        }
        else
        {
            await connection.GreetAsync();
            await connection.SendAsync(Frame(Headers, 0, 1, Call(Get)));
        }

        // Headers have 10 s. A connection on which nothing was begun has 130 s, which no test waits for.
        var watch = Stopwatch.StartNew();
        await connection.EndAsync("the end of a connection whose headers do not come", s_closedWithin);

        watch.Elapsed.Should().BeLessThan(s_closedWithin);
        await ServesAsync();
    }

    [Fact]
    public async Task A_unary_body_that_drips_is_cut_off()
    {
        using var connection = await OpenAsync(fixture.Silo.JsonPort);
        await connection.SendAsync("POST /v1/parcels HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"u8.ToArray());

        await connection.EndAsync("the end of a call whose body drips", s_closedWithin);

        await ServesAsync();
    }

    [Fact]
    public async Task A_flood_of_pings_and_settings_is_answered_or_ends_the_connection()
    {
        using var connection = await OpenAsync(fixture.Silo.Port);
        await connection.GreetAsync();
        byte[] flood = [.. Frame(Ping, 0, 0, new byte[8]), .. Frame(Settings, 0, 0, [])];
        int sent = 0;

        // Nobody reads the answers: what the server may keep of them is bounded.
        using CancellationTokenSource enough = new(TimeSpan.FromSeconds(5));
        while (sent < 50_000 && !enough.IsCancellationRequested && await SendWithinAsync(connection, flood, enough.Token))
            sent++;

        sent.Should().BePositive();
        await ServesAsync();
    }

    private static async Task<bool> SendWithinAsync(RawConnection connection, byte[] bytes, CancellationToken enough)
    {
        try
        {
            return await connection.TrySendAsync(bytes).WaitAsync(enough);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Values(System.Net.Http.Headers.HttpResponseHeaders headers) =>
        headers.TryGetValues("grpc-status", out var values) ? values : [];

    private static byte[] Bomb(int mebibytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal))
        {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < mebibytes; i++)
                gzip.Write(zeros);
        }

        return packed.ToArray();
    }

    // An honest caller on a new connection is served, and the process holds little more than before the first attack.
    private async Task ServesAsync()
    {
        using var channel = GrpcChannel.ForAddress(fixture.Silo.Address);
        var reply = await new ParcelService.ParcelServiceClient(channel)
            .GetParcelAsync(new GetParcelRequest { Name = "parcels/p1" }, deadline: DateTime.UtcNow.AddSeconds(20));
        reply.Parcel.ParcelId.Should().Be("p1");
        (fixture.ResidentBytes() - fixture.BytesBefore).Should().BeLessThan(MemoryGrowthBytesMax);
    }

    /// <summary>A silo that has served once.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly TempFolder _folder = new();

        internal SiloProcess Silo { get; private set; } = null!;

        internal long BytesBefore { get; private set; }

        public async Task InitializeAsync()
        {
            Silo = await SiloProcess.StartAsync(Path.Combine(_folder.Path, "data"));
            using var channel = GrpcChannel.ForAddress(Silo.Address);
            await new ParcelService.ParcelServiceClient(channel).RegisterParcelAsync(new RegisterParcelRequest { ParcelId = "p1" });
            BytesBefore = ResidentBytes();
        }

        public async Task DisposeAsync()
        {
            await Silo.DisposeAsync();
            _folder.Dispose();
        }

        internal long ResidentBytes()
        {
            using var process = Process.GetProcessById(Silo.ProcessId);
            return process.WorkingSet64;
        }
    }
}
