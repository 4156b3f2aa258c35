using System.Text.Json.Nodes;
using Shipments.TestKit;
using Shipments.TestKit.Processes;

namespace Shipments.Interop.Tests;

/// <summary>JSON over HTTP/1.1 as a shell sees it: curl against a silo.</summary>
public sealed class JsonOverHttpTests(JsonOverHttpTests.Fixture fixture) : IClassFixture<JsonOverHttpTests.Fixture>
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_parcel_is_registered_scanned_and_read()
    {
        var (registered, made) = await PostAsync("/v1/parcels", """{"parcelId":"c1","requestId":"r1","originCountry":"CN","destinationCountry":"ES"}""");
        var time = DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var (recorded, outcomes) = await PostAsync(
            "/v1/scans:record", $$"""{"scans":[{"parcel":"parcels/c1","carrier":"shipments","code":"PICKED_UP","time":"{{time}}"}]}""");
        var (read, parcel) = await CurlAsync($"{fixture.Address}v1/parcels/c1?view=PARCEL_VIEW_FULL");

        (registered, recorded, read).Should().Be(("200 1.1", "200 1.1", "200 1.1"));
        ((string?)made["parcel"]!["lane"]).Should().Be("CN-ES/unknown");
        ((string?)outcomes["outcomes"]![0]!["result"]).Should().Be("SCAN_RESULT_RECORDED");
        ((string?)parcel["parcel"]!["phase"]).Should().Be("PHASE_PICKED_UP");
        ((string?)parcel["parcel"]!["scans"]![0]!["scanId"]).Should().Be((string?)outcomes["outcomes"]![0]!["scanId"]);
    }

    [Fact]
    public async Task A_registration_repeated_by_its_request_id_gives_the_same_parcel()
    {
        const string body = """{"requestId":"again","service":"x"}""";
        var (_, first) = await PostAsync("/v1/parcels", body);
        var (_, second) = await PostAsync("/v1/parcels", body);

        ((string?)first["parcel"]!["parcelId"]).Should().NotBeNullOrEmpty().And.Be((string?)second["parcel"]!["parcelId"]);
    }

    [Fact]
    public async Task A_payload_is_taken_in_base64()
    {
        var at = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeMilliseconds();
        var scan = $$$"""{"time":{{{at}}},"timeZone":"GMT+8","actionCode":"PU_PICKUP_SUCCESS","desc":"Picked up","group":{}}""";
        var payload = $$"""{"module":[{"mailNo":"LPJSON0001","detailList":[{{scan}}]}],"success":true}""";
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(payload));

        var (status, reply) = await PostAsync("/v1/payloads:ingest", $$"""{"format":"cainiao-detail-json","payload":"{{encoded}}"}""");

        status.Should().Be("200 1.1", reply.ToJsonString());
        ((string?)reply["items"]![0]!["trackingNumber"]).Should().Be("LPJSON0001");
        ((string?)reply["items"]![0]!["outcomes"]![0]!["result"]).Should().Be("SCAN_RESULT_HELD");
    }

    [Fact]
    public async Task A_code_nobody_knows_is_listed()
    {
        await PostAsync("/v1/parcels", """{"parcelId":"c2"}""");
        var time = DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        await PostAsync("/v1/scans:record", $$"""{"scans":[{"parcel":"parcels/c2","carrier":"usps","code":"ODD-JSON","description":"odd","time":"{{time}}"}]}""");

        var (status, reply) = await CurlAsync($"{fixture.Address}v1/unmappedCodes?carrier=usps");

        status.Should().Be("200 1.1");
        reply["codes"]!.AsArray().Single(code => (string?)code!["code"] == "ODD-JSON")!["count"]!.GetValue<string>().Should().Be("1");
    }

    [Theory]
    [InlineData("/v1/parcels/none", null, "404 1.1", "PARCEL_NOT_FOUND")]
    [InlineData("/v1/parcels", "{\"parcelId\":\"a b\"}", "400 1.1", "FIELDS_INVALID")]
    [InlineData("/v1/parcels", "{", "400 1.1", "MESSAGE_UNREADABLE")]
    [InlineData("/v1/payloads:ingest", "{\"format\":\"cainiao-detail-json\",\"payload\":\"PGh0bWw+\"}", "400 1.1", "PAYLOAD_MALFORMED")]
    public async Task An_error_is_a_status_with_its_reason(string path, string? body, string expected, string reason)
    {
        var (status, error) = body is null ? await CurlAsync(fixture.Address + path[1..]) : await PostAsync(path, body);

        status.Should().Be(expected, error.ToJsonString());
        error["details"]!.AsArray().Select(detail => (string?)detail!["reason"]).Should().Contain(reason);
    }

    private Task<(string Status, JsonNode Body)> PostAsync(string path, string body) =>
        CurlAsync(fixture.Address + path[1..], "-H", "content-type: application/json", "--data-binary", body);

    private static async Task<(string Status, JsonNode Body)> CurlAsync(string address, params string[] more)
    {
        List<string> lines = [];
        await using var curl = ChildProcess.Start("curl", ["-sS", "--max-time", "30", "-w", "\n%{http_code} %{http_version}\n", .. more, address], onLine: lines.Add);
        (await curl.ExitAsync("the end of curl", s_within)).Should().Be(0, curl.Output);
        return (lines[^1], JsonNode.Parse(string.Join('\n', lines[..^1]))!);
    }

    /// <summary>A silo without keys.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly TempFolder _folder = new();
        private SiloProcess? _silo;

        public Uri Address => _silo!.JsonAddress;

        public async Task InitializeAsync() => _silo = await SiloProcess.StartAsync(Path.Combine(_folder.Path, "data"));

        public async Task DisposeAsync()
        {
            await _silo!.DisposeAsync();
            _folder.Dispose();
        }
    }
}
