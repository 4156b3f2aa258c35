using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shipments.Api.Authentication;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Authentication;
using Shipments.Api.Tests.Edge;
using Shipments.Api.Tests.Fakes;

namespace Shipments.Api.Tests.Json;

public sealed class JsonCallTests
{
    private const string Yesterday = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    [Fact]
    public async Task A_parcel_is_registered_scanned_and_read_as_JSON()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        HttpResponseMessage registered = await host.Json.PostAsJsonAsync("/v1/parcels", new { parcelId = "p1", requestId = "r1" });
        registered.StatusCode.Should().Be(HttpStatusCode.OK);
        JsonNode made = await Read(registered);
        ((string?)made["parcel"]!["name"]).Should().Be("parcels/p1");
        ((bool?)made["retrySafe"]).Should().BeTrue();

        string time = DateTimeOffset.UtcNow.AddDays(-1).ToString(Yesterday);
        HttpResponseMessage recorded = await host.Json.PostAsJsonAsync(
            "/v1/scans:record", new { scans = new[] { new { parcel = "parcels/p1", carrier = "shipments", code = "PICKED_UP", time } } });
        JsonNode outcome = (await Read(recorded))["outcomes"]!.AsArray().Single()!;
        ((string?)outcome["result"]).Should().Be("SCAN_RESULT_RECORDED");

        JsonNode read = await Read(await host.Json.GetAsync("/v1/parcels/p1?view=PARCEL_VIEW_FULL"));
        ((string?)read["parcel"]!["parcelId"]).Should().Be("p1");
        host.Shipments.Calls.Should().Contain(new FakeCall("get", "demo", "p1", 1, ""));
    }

    [Theory]
    [InlineData("es-MX", "es", "Aún sin información")]
    [InlineData("tlh", "en", "No information yet")]
    public async Task A_parcel_is_told_in_the_language_asked_for(string tag, string language, string phase)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        await host.Json.PostAsJsonAsync("/v1/parcels", new { parcelId = "p1", requestId = "r1" });
        JsonNode told = (await Read(await host.Json.GetAsync($"/v1/parcels/p1?language={tag}")))["parcel"]!["texts"]!;
        ((string?)told["language"], (string?)told["phase"], (string?)told["reason"]).Should().Be((language, phase, ""));
        (await Read(await host.Json.GetAsync("/v1/parcels/p1")))["parcel"]!["texts"].Should().BeNull("nobody asked");
    }

    [Fact]
    public async Task A_language_at_its_bound_is_taken_and_one_past_it_or_no_tag_is_refused()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        await host.Json.PostAsJsonAsync("/v1/parcels", new { parcelId = "p1", requestId = "r1" });
        (await host.Json.GetAsync($"/v1/parcels/p1?language={new string('a', 35)}")).StatusCode.Should().Be(HttpStatusCode.OK);
        foreach (string wrong in new[] { new string('a', 36), "e%20n" })
            await ShouldBe(await host.Json.GetAsync($"/v1/parcels/p1?language={wrong}"), HttpStatusCode.BadRequest, 3, "FIELDS_INVALID");
    }

    [Fact]
    public async Task A_parcels_history_is_exported_under_its_own_name_only()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        await host.Json.PostAsJsonAsync("/v1/parcels", new { parcelId = "p1", requestId = "r1" });

        JsonNode exported = await Read(await host.Json.GetAsync("/v1/parcels/p1:exportEpcis"));
        ((string?)exported["document"], (int?)exported["eventCount"], (int?)exported["leftOutCount"]).Should().Be(("{\"of\":\"p1\"}", 2, 1));
        await ShouldBe(await host.Json.GetAsync("/v1/parcels/none:exportEpcis"), HttpStatusCode.NotFound, 5, "PARCEL_NOT_FOUND");
        await ShouldBe(await host.Json.GetAsync("/v1/parcels/a%20b:exportEpcis"), HttpStatusCode.BadRequest, 3, "FIELDS_INVALID");
    }

    [Fact]
    public async Task A_refusal_is_a_status_with_its_reason_and_its_fields()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();

        HttpResponseMessage absent = await host.Json.GetAsync("/v1/parcels/none");
        HttpResponseMessage wrong = await host.Json.PostAsJsonAsync("/v1/parcels", new { parcelId = "a/b", originCountry = "cn" });

        await ShouldBe(absent, HttpStatusCode.NotFound, 5, "PARCEL_NOT_FOUND");
        JsonNode status = await ShouldBe(wrong, HttpStatusCode.BadRequest, 3, "FIELDS_INVALID");
        Violations(status).Should().Equal("parcel_id", "origin_country");
    }

    [Theory]
    [InlineData("{\"parcelId\":")]
    [InlineData("[]")]
    [InlineData("{\"parcelId\":7}")]
    [InlineData("{\"trackingNumbers\":[{\"role\":\"NOBODY\"}]}")]
    public async Task A_body_that_is_no_message_is_MESSAGE_UNREADABLE(string body)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        await ShouldBe(await host.Json.PostAsync("/v1/parcels", content), HttpStatusCode.BadRequest, 3, "MESSAGE_UNREADABLE");
        host.Shipments.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{\"parcelID\":\"p1\"}", "parcelID")]
    [InlineData("{\"ParcelId\":\"p1\",\"trackingNumber\":null}", "ParcelId", "trackingNumber")]
    [InlineData("{\"parcel_id\":\"p1\",\"trackingNumbers\":[{\"number\":\"RB123456785CN\"},{\"number\":\"LP00628841930117\",\"carrier\":\"usps\"}]}", "tracking_numbers[1].carrier")]
    [InlineData("{\"declaration\":{\"lines\":[{\"description\":\"x\",\"price\":{\"a\":1}}],\"ioss\":7}}", "declaration.lines[0].price", "declaration.ioss")]
    public async Task A_field_that_the_message_does_not_have_is_refused_with_its_path_and_nothing_is_done(string body, params string[] paths)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        JsonNode status = await ShouldBe(await host.Json.PostAsync("/v1/parcels", content), HttpStatusCode.BadRequest, 3, "FIELDS_INVALID");

        Violations(status).Should().Equal(paths);
        host.Shipments.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Fields_by_both_names_labels_of_any_key_and_times_are_known_and_unknown_parameters_are_left_out()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        const string Body = """
            {"parcelId":"p1","origin_country":"CN","labels":{"anything":"1"},"trackingNumbers":[{"number":"RB123456785CN","valid_from":"2026-01-01T00:00:00Z"}]}
            """;
        using StringContent content = new(Body, Encoding.UTF8, "application/json");

        (await host.Json.PostAsync("/v1/parcels?utm_source=mail", content)).StatusCode.Should().Be(HttpStatusCode.OK);
        using StringContent wide = new(Body.Replace("p1", "p2", StringComparison.Ordinal), Encoding.Unicode, "application/json");
        (await host.Json.PostAsync("/v1/parcels", wide)).StatusCode.Should().Be(HttpStatusCode.OK, "another encoding is read as before");
    }

    [Theory]
    [InlineData(ApiLimits.FaultsReportedMax)]
    [InlineData(ApiLimits.FaultsReportedMax + 1)]
    public async Task As_many_unknown_fields_are_named_as_an_error_names(int count)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        string body = "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"x{i}\":1")) + "}";
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        JsonNode status = await ShouldBe(await host.Json.PostAsync("/v1/parcels", content), HttpStatusCode.BadRequest, 3, "FIELDS_INVALID");

        Violations(status).Should().Equal(Enumerable.Range(0, ApiLimits.FaultsReportedMax).Select(i => $"x{i}"));
    }

    [Fact]
    public async Task A_form_is_no_JSON_so_no_page_elsewhere_can_send_one()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        using StringContent content = new("{\"parcelId\":\"p1\"}", Encoding.UTF8, "text/plain");

        await ShouldBe(await host.Json.PostAsync("/v1/parcels", content), HttpStatusCode.BadRequest, 3, "MESSAGE_UNREADABLE");
        host.Shipments.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_wrong_parameter_is_MESSAGE_UNREADABLE()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();

        await ShouldBe(await host.Json.GetAsync("/v1/parcels/p1?view=NOTHING"), HttpStatusCode.BadRequest, 3, "MESSAGE_UNREADABLE");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_past_the_bound_is_MESSAGE_TOO_LARGE_and_one_at_it_is_read(bool chunked)
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        const int bodyBytesMax = ApiLimits.MessageBytesMax + (64 * 1024);

        // The marks between chunks count too.
        int taken = chunked ? bodyBytesMax - (64 * 1024) : bodyBytesMax;
        (await host.Json.SendAsync(Padded(taken, chunked))).StatusCode.Should().Be(HttpStatusCode.OK);
        await ShouldBe(await host.Json.SendAsync(Padded(bodyBytesMax + 1, chunked)), HttpStatusCode.RequestEntityTooLarge, 8, "MESSAGE_TOO_LARGE");
    }

    [Fact]
    public async Task A_call_needs_its_key()
    {
        const string key = "key-of-acme-0123456789";
        await using EdgeHost host = await EdgeHost.StartAsync(options => options.Keys.Add(new ApiKeyOptions { Sha256 = CredentialsTests.HashOf(key), Tenant = "acme", Name = "acme 1" }));

        await ShouldBe(await host.Json.GetAsync("/v1/parcels/p1"), HttpStatusCode.Unauthorized, 16, "API_KEY_MISSING");
        host.Json.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another");
        await ShouldBe(await host.Json.GetAsync("/v1/parcels/p1"), HttpStatusCode.Unauthorized, 16, "API_KEY_UNKNOWN");
        host.Json.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await ShouldBe(await host.Json.GetAsync("/v1/parcels/p1"), HttpStatusCode.NotFound, 5, "PARCEL_NOT_FOUND");
        host.Shipments.Calls.Should().OnlyContain(call => call.Tenant == "acme");
    }

    [Fact]
    public async Task A_call_without_an_end_is_bounded_by_the_default_deadline()
    {
        await using EdgeHost host = await EdgeHost.StartAsync(options => options.DeadlineDefault = TimeSpan.FromMilliseconds(20));
        host.Shipments.OnGet = (_, cancellation) =>
        {
            TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
            cancellation.Register(() => never.TrySetCanceled(cancellation));
            return never.Task;
        };

        await ShouldBe(await host.Json.GetAsync("/v1/parcels/p1"), HttpStatusCode.GatewayTimeout, 4, "DEADLINE_EXCEEDED");
    }

    [Fact]
    public async Task A_defect_tells_nothing_of_the_inside()
    {
        await using EdgeHost host = await EdgeHost.StartAsync();
        host.ErrorsExpected = true;
        host.Shipments.OnGet = (_, _) => throw new InvalidOperationException("SELECT secret FROM /etc/passwd");

        JsonNode status = await ShouldBe(await host.Json.GetAsync("/v1/parcels/p1"), HttpStatusCode.InternalServerError, 13, "INTERNAL");

        ((string?)status["message"]).Should().Be("The server failed; its log says why.");
    }

    private static HttpRequestMessage Padded(int bytes, bool chunked)
    {
        byte[] body = [.. "{}"u8, .. Enumerable.Repeat((byte)' ', bytes - 2)];
        HttpRequestMessage request = new(HttpMethod.Post, "/v1/parcels") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        // A body refused by its length is then not sent; half sent, the refusal could be lost with the connection.
        request.Headers.ExpectContinue = true;
        return request;
    }

    private static IEnumerable<string?> Violations(JsonNode status) =>
        status["details"]!.AsArray().Single(detail => (string?)detail!["@type"] == "type.googleapis.com/google.rpc.BadRequest")!
            ["fieldViolations"]!.AsArray().Select(one => (string?)one!["field"]);

    private static async Task<JsonNode> Read(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    private static async Task<JsonNode> ShouldBe(HttpResponseMessage response, HttpStatusCode http, int code, string reason)
    {
        JsonNode status = await Read(response);
        response.StatusCode.Should().Be(http, status.ToJsonString());
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        ((int?)status["code"]).Should().Be(code);
        JsonNode info = status["details"]!.AsArray().Single(detail => (string?)detail!["@type"] == "type.googleapis.com/google.rpc.ErrorInfo")!;
        ((string?)info["reason"]).Should().Be(reason);
        ((string?)info["domain"]).Should().Be("shipments");
        return status;
    }
}
