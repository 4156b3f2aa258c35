using System.Diagnostics;
using System.Text.Json.Nodes;
using Shipments.TestKit;
using Shipments.TestKit.Processes;

namespace Shipments.Cluster.Tests.Day;

/// <summary>A marketplace's day over JSON, by curl.</summary>
public sealed class DayOverJsonTests : IAsyncLifetime
{
    private static readonly TimeSpan s_settledWithin = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly JsonDay _day = new();
    private readonly CurlSession _curl;
    private SiloProcess? _silo;

    public DayOverJsonTests() => _curl = new CurlSession(_folder.Path);

    public async Task InitializeAsync() => _silo = await SiloProcess.StartAsync(Path.Combine(_folder.Path, "data"));

    public async Task DisposeAsync()
    {
        await _silo!.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>
    /// Goal: every unary method works together for a caller that has no gRPC at all. Method: curl does a day's work on a thousand parcels; the
    /// silo is killed between the writing and the reading; every answer is compared with what was sent.
    /// </summary>
    [Fact]
    public async Task A_marketplaces_day_over_json_is_right_to_the_last_answer_over_a_kill()
    {
        await RegisterAsync();
        await ScanAsync();
        await IngestAsync();
        await UpdateAsync();
        await CancelAsync();
        await MergeAndSplitAsync();

        await _silo!.KillAsync();
        await _silo.DisposeAsync();
        _silo = await SiloProcess.StartAsync(Path.Combine(_folder.Path, "data"));

        await LookupAsync();
        await ReadBackAsync();
        await ListAsync("filter.phases=PHASE_DELIVERED", JsonDay.TheDelivered);
        await ListAsync("filter.lane=CN-ES/day-express", JsonDay.TheUpdated);
        await ListAsync("orderBy=create_time%20desc", JsonDay.All);
        await RefusalsAsync();
    }

    private async Task RegisterAsync()
    {
        var answers = await SendAsync(JsonDay.All.Chunk(250).Select(parcels => Post("parcels:batchRegister", new()
        {
            ["requests"] = new JsonArray([.. parcels.Select(JsonDay.Registration)]),
        })));
        var results = answers.SelectMany(answer => answer["results"]!.AsArray()).ToArray();
        results.Select(result => (string?)result!["parcel"]?["name"]).Should().Equal(JsonDay.All.Select(JsonDay.Name));
        results.Should().OnlyContain(result => (bool)result!["retrySafe"]! && (string?)result["parcel"]!["lane"] == "CN-ES/day");
    }

    private async Task ScanAsync()
    {
        foreach (var (code, byNumber) in new[] { ("PICKED_UP", false), ("DEPARTED", true) })
        {
            var answer = (await SendAsync([Post("scans:record", new()
            {
                ["requestId"] = code, ["scans"] = new JsonArray([.. JsonDay.TheMoving.Select(i => _day.Scan(i, code, byNumber))]),
            })])).Single();
            answer["outcomes"]!.AsArray().Should().HaveCount(JsonDay.Moving).And.OnlyContain(outcome => IsTaken(outcome!));
        }
    }

    private async Task IngestAsync()
    {
        var answers = await SendAsync(JsonDay.TheDelivered.Chunk(50).Select(parcels => Post("payloads:ingest", _day.Payload(parcels))));
        var items = answers.SelectMany(answer => answer["items"]!.AsArray()).ToArray();
        items.Select(item => (string?)item!["trackingNumber"]).Should().Equal(JsonDay.TheDelivered.Select(i => JsonDay.Numbers(i)[0]));
        items.Should().OnlyContain(item => IsTaken(item!["outcomes"]![0]!));
    }

    private async Task UpdateAsync()
    {
        var read = await SendAsync(JsonDay.TheUpdated.Select(i => new CurlCall("GET", $"/v1/{JsonDay.Name(i)}")));
        var changed = await SendAsync(JsonDay.TheUpdated.Select((i, at) => new CurlCall(
            "PATCH", $"/v1/{JsonDay.Name(i)}?updateMask=service&requestId=update-j{i}",
            new JsonObject { ["etag"] = (string?)read[at]["parcel"]!["etag"], ["service"] = "day-express" })));
        changed.Select(answer => (string?)answer["parcel"]!["lane"]).Should().OnlyContain(lane => lane == "CN-ES/day-express");
        changed.Zip(read).Should().OnlyContain(pair => (string?)pair.First["parcel"]!["etag"] != (string?)pair.Second["parcel"]!["etag"]);
    }

    private async Task CancelAsync()
    {
        var answers = await SendAsync(JsonDay.TheCancelled.Select(i => Post($"{JsonDay.Name(i)}:cancel", new() { ["requestId"] = $"cancel-j{i}", ["note"] = "not wanted" })));
        answers.Should().OnlyContain(answer => (string?)answer["parcel"]!["phase"] == "PHASE_CANCELLED");
    }

    // In the end both are as if they had never been merged.
    private async Task MergeAndSplitAsync()
    {
        string into = JsonDay.Name(500);
        string source = JsonDay.Name(501);
        var merged = (await SendAsync([Post($"{into}:merge", new() { ["sources"] = new JsonArray(source), ["requestId"] = "merge" })])).Single();
        ((string?)merged["parcel"]!["mergedParcels"]!.AsArray().Single()!["parcel"]).Should().Be(source);
        var clock = Stopwatch.StartNew();
        string? state;
        do
        {
            var read = (await SendAsync([new CurlCall("GET", $"/v1/{into}")])).Single();
            state = (string?)read["parcel"]!["mergedParcels"]!.AsArray().Single()!["state"];
        }
        while (state != "MERGE_STATE_MERGED" && clock.Elapsed < s_settledWithin);
        state.Should().Be("MERGE_STATE_MERGED", $"within {s_settledWithin}");
        var split = (await SendAsync([Post($"{source}:split", new() { ["requestId"] = "split" })])).Single();
        ((string?)split["parcel"]!["mergedInto"] ?? "").Should().BeEmpty();
    }

    private async Task LookupAsync()
    {
        var numbers = JsonDay.All.SelectMany(i => JsonDay.Numbers(i).Select(number => (Number: number, Parcel: JsonDay.Name(i)))).ToArray();
        var answers = await SendAsync(numbers.Chunk(100).Select(some =>
            new CurlCall("GET", $"/v1/parcels:lookup?{string.Join('&', some.Select(one => $"trackingNumbers={one.Number}"))}")));
        var results = answers.SelectMany(answer => answer["results"]!.AsArray()).ToArray();
        results.Select(result => ((string?)result!["trackingNumber"], (string?)result["holdings"]!.AsArray().Single()!["parcel"]))
            .Should().Equal(numbers.Select(one => ((string?)one.Number, (string?)one.Parcel)));
    }

    // Scans held under a number that was still being attached follow by themselves; their arrival is the signal.
    private async Task ReadBackAsync()
    {
        var clock = Stopwatch.StartNew();
        (string?, string?, int, string?)[] found;
        (string?, string?, int, string?)[] expected = [.. JsonDay.All.Select(i => (JsonDay.Name(i), JsonDay.Phase(i), JsonDay.Scans(i), JsonDay.Lane(i)))];
        do
        {
            var answers = await SendAsync(JsonDay.All.Chunk(100).Select(some =>
                new CurlCall("GET", $"/v1/parcels:batchGet?{string.Join('&', some.Select(i => $"names={JsonDay.Name(i)}"))}")));
            found = [.. answers.SelectMany(answer => answer["results"]!.AsArray()).Select(result => result!["parcel"]!).Select(parcel =>
                ((string?)parcel["name"], (string?)parcel["phase"], (int?)parcel["scanCount"] ?? 0, (string?)parcel["lane"]))];
        }
        while (!found.SequenceEqual(expected) && clock.Elapsed < s_settledWithin);

        found.Should().Equal(expected, $"within {s_settledWithin}");
    }

    // The list follows what was committed; it says how far it has come.
    private async Task ListAsync(string query, IEnumerable<int> expected)
    {
        var asked = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        DateTimeOffset readTime;
        do
        {
            var page = (await SendAsync([new CurlCall("GET", "/v1/parcels?pageSize=1")])).Single();
            readTime = page["readTime"] is { } time ? DateTimeOffset.Parse((string)time!) : default;
            clock.Elapsed.Should().BeLessThan(s_settledWithin, $"a list as of {asked} was awaited; it was of {readTime}");
        }
        while (readTime < asked);

        List<string> names = [];
        string token = "";
        do
        {
            var page = (await SendAsync([new CurlCall("GET", $"/v1/parcels?pageSize=70&{query}&pageToken={Uri.EscapeDataString(token)}")])).Single();
            names.AddRange(page["parcels"]!.AsArray().Select(parcel => (string)parcel!["name"]!));
            token = (string?)page["nextPageToken"] ?? "";
        }
        while (token.Length > 0);
        names.Should().BeEquivalentTo(expected.Select(JsonDay.Name), query);
    }

    private async Task RefusalsAsync()
    {
        var answers = await _curl.SendAsync(_silo!.JsonAddress, [
            Post($"{JsonDay.Name(0)}:cancel", new() { ["requestId"] = "late" }),
            new CurlCall("PATCH", $"/v1/{JsonDay.Name(0)}?updateMask=service", new JsonObject { ["etag"] = "\"1\"", ["service"] = "x" }),
            new CurlCall("PATCH", $"/v1/{JsonDay.Name(0)}?updateMask=phase", new JsonObject()),
            new CurlCall("GET", "/v1/parcels/nobody"),
            new CurlCall("GET", "/v1/cursor"),
            new CurlCall("GET", "/v1/unmappedCodes"),
        ]);
        answers.Select(answer => (answer.Status, Reason: (string?)answer.Body["details"]?.AsArray().First()!["reason"])).Should().Equal(
            (400, "PARCEL_PHASE"), (409, "ETAG_MISMATCH"), (400, "FIELDS_INVALID"), (404, "PARCEL_NOT_FOUND"), (200, null), (200, null));
        ((string?)answers[4].Body["cursor"]).Should().NotBeNullOrEmpty();
        answers[5].Body["codes"]!.AsArray().Should().BeEmpty("every code of the day was known");
    }

    private static bool IsTaken(JsonNode outcome) => (string?)outcome["result"] is "SCAN_RESULT_RECORDED" or "SCAN_RESULT_HELD";

    private static CurlCall Post(string path, JsonObject body) => new("POST", $"/v1/{path}", body);

    private async Task<IReadOnlyList<JsonNode>> SendAsync(IEnumerable<CurlCall> calls)
    {
        var answers = await _curl.SendAsync(_silo!.JsonAddress, [.. calls]);
        answers.Should().OnlyContain(answer => answer.Status == 200, string.Join('\n', answers.Where(answer => answer.Status != 200).Select(answer => answer.Body.ToJsonString()).Take(3)));
        return [.. answers.Select(answer => answer.Body)];
    }
}
