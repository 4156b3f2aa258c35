using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Lanes;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;
using Shipments.V1;

namespace Shipments.Api.Tests.Lanes;

/// <summary>Lanes over the wire.</summary>
public sealed class LaneCallTests : LaneEdgeTests
{
    [Fact]
    public async Task A_lane_is_read_by_its_name_and_another_tenants_is_not_found()
    {
        Lanes.Set("demo", "CN-US/std", 7);
        Lanes.Set("other", "CN-DE/std", 1);

        (await Client.GetLaneAsync(new GetLaneRequest { Name = "lanes/CN-US/std" })).Lane.InTransit.Should().Be(7);
        (await Fails("lanes/CN-DE/std")).ShouldBe(ApiReason.LaneNotFound);
        (await Host.Json.GetStringAsync("v1/lanes/CN-US/std")).Should().Contain("\"inTransit\":\"7\"");
    }

    [Theory]
    [InlineData(LaneView.Unspecified, true, false)]
    [InlineData(LaneView.Basic, false, false)]
    [InlineData(LaneView.Full, true, true)]
    public async Task Details_come_when_they_are_asked_for(LaneView view, bool inGet, bool inList)
    {
        Lanes.Set("demo", "CN-US/std", 7);
        ((await Client.GetLaneAsync(new GetLaneRequest { Name = "lanes/CN-US/std", View = view })).Lane.Details is not null).Should().Be(inGet);
        ((await Client.ListLanesAsync(new ListLanesRequest { View = view })).Lanes.Single().Details is not null).Should().Be(inList);
        (await Details.Fails(() => Client.GetLaneAsync(new GetLaneRequest { Name = "lanes/CN-US/std", View = (LaneView)9 }).ResponseAsync))
            .GetRpcStatus()!.Fields().Should().Equal("view");
    }

    [Theory]
    [InlineData("")]
    [InlineData("CN-US/std")]
    [InlineData("lanes/CN-US")]
    [InlineData("lanes/cn-US/std")]
    [InlineData("lanes/CN-US/std/x")]
    public async Task A_name_that_is_none_is_refused(string name) => (await Fails(name)).ShouldBe(ApiReason.FieldsInvalid);

    [Fact]
    public async Task Lists_go_on_from_their_token_and_leave_outLanes_that_have_nothing_to_show()
    {
        foreach (string lane in (string[])["CN-US/a", "CN-US/b", "CN-US/c"])
            Lanes.Set("demo", lane, 1);
        Lanes.SetEmpty("demo", "CN-US/bb");
        ListLanesResponse first = await Client.ListLanesAsync(new ListLanesRequest { PageSize = 3 });
        ListLanesResponse second = await Client.ListLanesAsync(new ListLanesRequest { PageToken = first.NextPageToken });

        first.Lanes.Select(lane => lane.Name).Should().Equal("lanes/CN-US/a", "lanes/CN-US/b");
        (string.Join(' ', second.Lanes.Select(lane => lane.Name)), second.NextPageToken).Should().Be(("lanes/CN-US/c", ""));
        LanePageTokens.Read("other", first.NextPageToken).Should().BeNull("a token is its tenant's");
        (await Host.Json.GetStringAsync("v1/lanes?page_size=1")).Should().Contain("lanes/CN-US/a").And.NotContain("lanes/CN-US/b");
    }

    [Theory]
    [InlineData(0, ApiLimits.PageLanesDefault)]
    [InlineData(ApiLimits.PageLanesMax, ApiLimits.PageLanesMax)]
    [InlineData(ApiLimits.PageLanesMax + 1, ApiLimits.PageLanesMax)]
    public async Task Page_sizes_are_bounded(int size, int lanes)
    {
        for (int i = 0; i <= ApiLimits.PageLanesMax; i++)
            Lanes.Set("demo", $"CN-US/s{i}", 1);

        (await Client.ListLanesAsync(new ListLanesRequest { PageSize = size })).Lanes.Should().HaveCount(lanes);
    }

    [Fact]
    public async Task Wrong_pages_are_refused_with_their_fields()
    {
        RpcException failed = await Details.Fails(() => Client.ListLanesAsync(new ListLanesRequest { PageSize = -1, PageToken = "x" }).ResponseAsync);
        failed.GetRpcStatus()!.Fields().Should().Equal("page_token", "page_size");
    }

    [Fact]
    public async Task A_watch_takes_one_to_a_hundred_names()
    {
        string[] names = [.. Enumerable.Range(0, ApiLimits.WatchedLanesMax + 1).Select(i => $"lanes/CN-US/s{i}")];
        using AsyncServerStreamingCall<WatchLanesResponse> call = Client.WatchLanes(new WatchLanesRequest { Names = { names[1..] } });
        (await call.ResponseStream.MoveNext(default).Within("the first message")).Should().BeTrue();

        (await WatchFails(names)).GetRpcStatus()!.Fields().Should().Equal("names");
        (await WatchFails([])).GetRpcStatus()!.Fields().Should().Equal("names");
        (await WatchFails(["lanes/CN-US/a", "x"])).GetRpcStatus()!.Fields().Should().Equal("names[1]");
    }

    private Task<RpcException> Fails(string name) => Details.Fails(() => Client.GetLaneAsync(new GetLaneRequest { Name = name }).ResponseAsync);

    private Task<RpcException> WatchFails(string[] names) => Details.Fails(async () =>
    {
        using AsyncServerStreamingCall<WatchLanesResponse> call = Client.WatchLanes(new WatchLanesRequest { Names = { names } });
        await call.ResponseStream.MoveNext(default).Within("the end of the watch");
    });
}
