using Grpc.Core;
using Shipments.Client.Tests.Server;
using Shipments.TestKit;
using Shipments.V1;

namespace Shipments.Client.Tests.Lanes;

public sealed class LanesClientTests
{
    private static readonly RpcException s_draining = Faults.Of(StatusCode.Unavailable, "DRAINING", TimeSpan.FromSeconds(0.1));
    private static readonly RpcException s_end = Faults.Of(StatusCode.Unauthenticated, "API_KEY_UNKNOWN");

    [Fact]
    public async Task A_lane_is_read_by_its_name_and_asked_for_again_after_a_failure()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Lanes.Get
            .Then(_ => throw s_draining)
            .Then(request => Task.FromResult(new GetLaneResponse { Lane = new Lane { Name = $"{request.Name} {request.View}" } }));

        Lane lane = await bench.Client.Lanes.GetAsync("lanes/CN-US/standard", LaneView.Basic).Awaiting("the lane");

        lane.Name.Should().Be("lanes/CN-US/standard Basic");
        bench.Server.Lanes.Get.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_list_is_read_to_its_end()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Lanes.List
            .Then(request => Task.FromResult(new ListLanesResponse { Lanes = { new Lane { Name = $"a{request.PageToken}" } }, NextPageToken = "2" }))
            .Then(request => Task.FromResult(new ListLanesResponse { Lanes = { new Lane { Name = $"b{request.PageToken}" } } }));

        (await NamesAsync(bench.Client.Lanes.ListAllAsync())).Should().Equal("a", "b2");
    }

    [Fact]
    public async Task An_update_that_is_repeated_has_the_same_request_id()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> ids = [];
        bench.Server.Lanes.Update
            .Then(request =>
            {
                ids.Add(request.RequestId);
                throw s_draining;
            })
            .Then(request =>
            {
                ids.Add(request.RequestId);
                return Task.FromResult(new UpdateLaneResponse { Lane = request.Lane });
            });
        UpdateLaneRequest update = new() { Lane = new Lane { Name = "lanes/CN-US/a", Status = new LaneStatus { State = LaneStatusState.Suspended } } };

        (await bench.Client.Lanes.UpdateAsync(update).Awaiting("the update")).Status.State.Should().Be(LaneStatusState.Suspended);
        ids.Should().HaveCount(2);
        ids[0].Should().Be(ids[1]).And.NotBeEmpty();
        update.RequestId.Should().BeEmpty();
    }

    [Fact]
    public async Task Estimates_and_ranks_are_given_as_they_come()
    {
        await using Bench bench = await Bench.StartAsync();
        bench.Server.Lanes.Estimate.Then(
            request => Task.FromResult(new EstimateDeliveryResponse { Estimate = new LaneArrival { Lane = "lanes/CN-US/" + request.Service } }));
        bench.Server.Lanes.Rank.Then(
            request => Task.FromResult(new RankLanesResponse { Lanes = { new RankedLane { Score = 0.5 }, new RankedLane { Score = request.WeightGrams } } }));

        (await bench.Client.Lanes.EstimateDeliveryAsync(new EstimateDeliveryRequest { Service = "a" }).Awaiting("the estimate")).Lane.Should().Be("lanes/CN-US/a");
        (await bench.Client.Lanes.RankAsync(new RankLanesRequest { WeightGrams = 3 }).Awaiting("the ranks")).Select(lane => lane.Score).Should().Equal(0.5, 3);
    }

    [Fact]
    public async Task A_watch_that_breaks_is_opened_again_for_the_same_lanes()
    {
        await using Bench bench = await Bench.StartAsync();
        List<string> asked = [];
        bench.Server.Lanes.Watch
            .Then(async (request, responses, _) =>
            {
                asked.Add(string.Join(' ', request.Names));
                await responses.WriteAsync(new WatchLanesResponse { Lanes = { new Lane { Name = "a" }, new Lane { Name = "b" } } });
                await responses.WriteAsync(new WatchLanesResponse());
                throw s_draining;
            })
            .Then(async (request, responses, _) =>
            {
                asked.Add(string.Join(' ', request.Names));
                await responses.WriteAsync(new WatchLanesResponse { Lanes = { new Lane { Name = "a again" } } });
                throw s_end;
            });
        List<string> seen = [];

        Func<Task> watch = async () =>
        {
            await foreach (Lane lane in bench.Client.Lanes.WatchAsync(["a", "b"]))
                seen.Add(lane.Name);
        };

        (await watch.Should().ThrowAsync<ShipmentsCallException>()).Which.Reason.Should().Be("API_KEY_UNKNOWN");
        seen.Should().Equal("a", "b", "a again");
        asked.Should().Equal("a b", "a b");
    }

    private static async Task<List<string>> NamesAsync(IAsyncEnumerable<Lane> lanes)
    {
        List<string> names = [];
        await foreach (Lane lane in lanes)
            names.Add(lane.Name);
        return names;
    }
}
