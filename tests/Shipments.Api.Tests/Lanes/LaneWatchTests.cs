using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Lanes;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Changes;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Lanes;

public sealed class LaneWatchTests : IDisposable
{
    private readonly FakeLanes _lanes = new();
    private readonly ArmedTime _time = new();
    private readonly FakeReceiver<WatchLanesResponse> _receiver = new();
    private readonly CancellationTokenSource _call = new();
    private readonly CancellationTokenSource _draining = new();

    public void Dispose()
    {
        _call.Cancel();
        _call.Dispose();
        _draining.Dispose();
    }

    [Fact]
    public async Task A_watch_sends_the_lanes_as_they_are_then_those_that_changed_once_a_second()
    {
        _lanes.Set("acme", "CN-US/a", 1);
        _lanes.Set("acme", "CN-US/b", 1);
        _ = Run("CN-US/a", "CN-US/b", "CN-US/a");
        (await Next()).Should().Equal(("lanes/CN-US/a", 1), ("lanes/CN-US/b", 1));

        await Rounds(2);
        _lanes.Set("acme", "CN-US/b", 2);
        _lanes.Set("acme", "CN-US/b", 3);
        _receiver.IsEmpty.Should().BeTrue("a second has not passed");
        _time.Advance(ApiLimits.LaneWatchEvery);

        (await Next()).Should().Equal(("lanes/CN-US/b", 3));
    }

    [Fact]
    public async Task A_lane_of_which_only_the_status_changed_is_sent_with_the_figures_it_had()
    {
        _lanes.Set("acme", "CN-US/a", 7);
        _lanes.Set("acme", "CN-US/b", 1);
        _ = Run("CN-US/a", "CN-US/b");
        (await Next()).Should().Equal(("lanes/CN-US/a", 7), ("lanes/CN-US/b", 1));

        await Rounds(2);
        _lanes.SetStatus("acme", "CN-US/a", LaneStatusState.Suspended);
        _time.Advance(ApiLimits.LaneWatchEvery);

        Lane sent = (await _receiver.Next("the lane with its new status")).Lanes.Should().ContainSingle().Subject;
        (sent.Name, sent.InTransit, sent.Status.State).Should().Be(("lanes/CN-US/a", 7, LaneStatusState.Suspended));
    }

    [Fact]
    public async Task A_lane_that_does_not_exist_yet_is_sent_when_it_does()
    {
        _ = Run("CN-US/a");
        (await Next()).Should().BeEmpty("the first message comes at once");
        await Rounds(1);
        _lanes.Set("acme", "CN-US/a", 1);
        _lanes.Set("other", "CN-US/a", 5);
        _time.Advance(ApiLimits.LaneWatchEvery);

        (await Next()).Should().Equal(("lanes/CN-US/a", 1));
    }

    [Fact]
    public async Task Without_changes_a_sign_of_life_comes_after_ten_seconds()
    {
        _lanes.Set("acme", "CN-US/a", 1);
        _ = Run("CN-US/a");
        (await Next()).Should().HaveCount(1);
        await Rounds(1);
        for (int second = 1; second < 10; second++)
        {
            _time.Advance(ApiLimits.LaneWatchEvery);
            await _lanes.Read();
            _receiver.IsEmpty.Should().BeTrue($"{second} s have passed");
        }

        _time.Advance(ApiLimits.LaneWatchEvery);
        (await Next()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_host_that_stops_says_so_and_a_lane_that_cannot_be_read_ends_the_watch()
    {
        Task run = Run("CN-US/a");
        await Next();
        _draining.Cancel();
        (await StreamBench.ErrorOf(run)).ShouldBe(ApiReason.Draining);

        _lanes.Ends = new CallHeader { Status = CallStatus.Unavailable };
        LaneWatch watch = new(_lanes, "acme", ["CN-US/a"], full: false, _time, _call.Token, CancellationToken.None);
        (await StreamBench.ErrorOf(watch.RunAsync(_receiver))).ShouldBe(ApiReason.StoreUnavailable);
    }

    [Fact]
    public void A_host_serves_as_many_watches_as_its_bound()
    {
        LaneWatches watches = new();
        IDisposable[] places = [.. Enumerable.Range(0, ApiLimits.LaneWatchesMax).Select(_ => watches.Enter())];
        FluentActions.Invoking(watches.Enter).Should().Throw<RpcException>().Which.ShouldBe(ApiReason.LaneWatchesFull);

        places[0].Dispose();
        places[0].Dispose();
        watches.Enter().Should().NotBeNull("a place was given back");
        FluentActions.Invoking(watches.Enter).Should().Throw<RpcException>("it was given back once");
    }

    private Task Run(params string[] names) => new LaneWatch(_lanes, "acme", names, full: false, _time, _call.Token, _draining.Token).RunAsync(_receiver);

    // The reads of the first round.
    private async Task Rounds(int lanes)
    {
        await _time.Armed();
        for (int i = 0; i < lanes; i++)
            await _lanes.Read();
    }

    private async Task<(string, long)[]> Next() => [.. (await _receiver.Next("the next message")).Lanes.Select(lane => (lane.Name, lane.InTransit))];
}
