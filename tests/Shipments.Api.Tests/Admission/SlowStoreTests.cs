using System.Net;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shipments.Api.Errors;
using Shipments.Api.Hosting;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Edge;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Admission;

/// <summary>The front door on a real port over a store that answers when the test says so. The clock is the test's; calls have no deadline but the server's.</summary>
public sealed class SlowStoreTests
{
    private const int Whole = ApiLimits.BatchScansMax;

    private static readonly TimeSpan Commit = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly SemaphoreSlim _commits = new(0);
    private readonly SemaphoreSlim _reached = new(0);

    // Goal: when calls stand in a queue, the next is refused and told when to come again, what was let in is answered, reads go on, and afterwards all is
    // as before. Method: a commit of a second makes the queue; 2,000 scans wait; the third thousand is one too many.
    [Fact]
    public async Task When_calls_stand_in_a_queue_the_next_is_refused_and_reads_go_on()
    {
        await using EdgeHost host = await StartAsync();
        Task first = await SendAsync(host, Whole);
        _time.Advance(Commit);
        _commits.Release();
        await first.Within("the first answer");
        Task second = await SendAsync(host, Whole), third = await SendAsync(host, Whole);

        RpcException refused = await Details.Fails(() => Record(host, Whole));

        refused.ShouldBe(ApiReason.ServerBusy);
        // In the interval that is over nothing was done, which counts as one call a second: two are under way, and this one comes after them.
        refused.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.Should().Be(Duration.FromTimeSpan(TimeSpan.FromSeconds(3)));
        host.Shipments.Calls.Count(call => call.Method == "record").Should().Be(3, "nothing of the refused call was begun");
        (await Read(host)).Parcel.ParcelId.Should().Be("p1");

        _commits.Release(2);
        await Task.WhenAll(second, third).Within("the answers of what was let in");
        Task again = await SendAsync(host, Whole);
        _commits.Release();
        await again.Within("the answer of the call that came again");
    }

    // Goal: as much is under way as there is room for and one call more is refused before its body is read. Method: 1,024 items of writes are the share.
    [Fact]
    public async Task Past_the_share_of_writes_one_more_is_refused_and_reads_go_on()
    {
        await using EdgeHost host = await StartAsync(options => options.WorkItemsMax = 4_096);
        List<Task> let = [await SendAsync(host, Whole)];
        for (int i = Whole; i < 1_024; i++)
            let.Add(await SendAsync(host, 1));

        (await Details.Fails(() => Record(host, 1))).ShouldBe(ApiReason.ServerBusy);

        host.Shipments.Calls.Count(call => call.Method == "record").Should().Be(25);
        await Read(host);
        _commits.Release(let.Count);
        await Task.WhenAll(let).Within("the answers of what was let in");
        Task again = await SendAsync(host, 1);
        _commits.Release();
        await again.Within("the answer of the call that came again");
    }

    [Fact]
    public async Task A_call_of_JSON_is_refused_in_the_form_of_JSON()
    {
        await using EdgeHost host = await StartAsync(options => options.WorkItemsMax = 4_096);
        List<Task> let = [await SendAsync(host, Whole)];
        for (int i = Whole; i < 1_024; i++)
            let.Add(await SendAsync(host, 1));
        using StringContent body = new("""{"scans":[{"parcel":"parcels/p1"}]}""", System.Text.Encoding.UTF8, "application/json");

        using HttpResponseMessage refused = await host.Json.PostAsync(new Uri("/v1/scans:record", UriKind.Relative), body);

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await refused.Content.ReadAsStringAsync()).Should().Contain("SERVER_BUSY").And.Contain("retryDelay");
        _commits.Release(let.Count);
        await Task.WhenAll(let).Within("the answers of what was let in");
    }

    private static Task<RecordScansResponse> Record(EdgeHost host, int scans) =>
        new ScanService.ScanServiceClient(host.Channel).RecordScansAsync(
            new RecordScansRequest { Scans = { Enumerable.Range(0, scans).Select(i => Make.ScanOf("p1", minutesAgo: i)) } }).ResponseAsync;

    private static Task<GetParcelResponse> Read(EdgeHost host) =>
        new ParcelService.ParcelServiceClient(host.Channel).GetParcelAsync(new GetParcelRequest { Name = "parcels/p1" }).ResponseAsync.Within("a read");

    // Sends a call and waits until it is at the store.
    private async Task<Task> SendAsync(EdgeHost host, int scans)
    {
        Task call = Record(host, scans);
        await _reached.WaitAsync().Within("the call at the store");
        return call;
    }

    private async Task<EdgeHost> StartAsync(Action<ApiOptions>? configure = null)
    {
        EdgeHost host = await EdgeHost.StartAsync(configure, services => services.AddSingleton<TimeProvider>(_time));
        host.Shipments.Register("demo", "p1");
        host.Shipments.OnRecord = async (_, _, _) =>
        {
            _reached.Release();
            await _commits.WaitAsync(CancellationToken.None);
        };
        return host;
    }
}
