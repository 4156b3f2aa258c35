using Shipments.Domain.Choice;
using Shipments.Domain.Lanes;

namespace Shipments.Domain.Tests.Choice;

public sealed class LaneControlTests
{
    private static readonly LaneFinding Stopped = new(LaneDetector.ScansStopped, FlowStage.Departed, "export/CN", 10, 20, 1, 50, 2, 1e-9);

    private readonly LaneControl _control = new();

    [Fact]
    public void A_finding_degrades_a_lane_of_which_no_operator_says_anything()
    {
        _control.ConditionAt(0).Should().Be(LaneCondition.Open);
        _control.Note(new LaneVigil(Stopped, null)).Should().BeTrue();
        _control.Note(new LaneVigil(Stopped with { }, null)).Should().BeFalse("it is the same");
        (_control.ConditionAt(0), _control.Version).Should().Be((LaneCondition.Degraded, 2));
        _control.Note(new LaneVigil(Stopped with { Detector = LaneDetector.FeedSilent }, null)).Should().BeTrue();
        _control.ConditionAt(0).Should().Be(LaneCondition.Open);
    }

    [Fact]
    public void What_an_operator_says_stands_against_detectors_until_it_ends_or_is_taken_back()
    {
        _control.Note(new LaneVigil(Stopped, null));
        Set(new OperatorStatus(LaneCondition.Open, 5, "seen and fine", 100)).Should().Be((Rejection.None, true));
        (_control.ConditionAt(99), _control.ConditionAt(100)).Should().Be((LaneCondition.Open, LaneCondition.Degraded));
        Set(new OperatorStatus(LaneCondition.Suspended, 6, "", 0)).Should().Be((Rejection.None, true));
        _control.ConditionAt(long.MaxValue).Should().Be(LaneCondition.Suspended);
        Set(null).Should().Be((Rejection.None, true));
        (_control.OperatorAt(7), _control.ConditionAt(7), _control.Version).Should().Be((null, LaneCondition.Degraded, 5));
    }

    [Fact]
    public void A_request_that_comes_twice_changes_nothing_and_one_with_other_content_is_refused()
    {
        OperatorStatus status = new(LaneCondition.Suspended, 5, "", 0);
        Set(status, request: "r", hash: 1).Should().Be((Rejection.None, true));
        Set(null).Should().Be((Rejection.None, true));
        Set(status, request: "r", hash: 1).Should().Be((Rejection.None, false));
        Set(status, request: "r", hash: 2).Should().Be((Rejection.RequestIdReused, false));
        (_control.ConditionAt(6), _control.Version).Should().Be((LaneCondition.Open, 3));
    }

    [Fact]
    public void The_last_32_requests_are_known_and_no_more()
    {
        for (int i = 0; i <= LaneControl.RequestsMax; i++)
            Set(null, request: $"r{i}", hash: 1).Should().Be((Rejection.None, true));
        Set(null, request: "r1", hash: 2).Should().Be((Rejection.RequestIdReused, false));
        Set(null, request: "r0", hash: 2).Should().Be((Rejection.None, true));
    }

    [Fact]
    public void An_etag_of_before_is_refused()
    {
        Set(null, ifVersion: 1).Should().Be((Rejection.None, true));
        Set(null, ifVersion: 1).Should().Be((Rejection.EtagMismatch, false));
        Set(null, ifVersion: 2).Should().Be((Rejection.None, true));
    }

    [Fact]
    public void It_is_saved_with_the_lane_s_figures()
    {
        LaneState state = new();
        state.Control.Note(new LaneVigil(Stopped, Stopped with { Stage = FlowStage.Arrived, FoundMs = 7 }));
        state.Control.Update(new OperatorStatus(LaneCondition.Suspended, 5, "a strike", 100), 0, "r", 3, out _);
        LaneControl read = LaneState.Decode(state.Encode()).Control;

        (read.Version, read.Vigil, read.OperatorAt(6)).Should().Be((state.Control.Version, state.Control.Vigil, state.Control.OperatorAt(6)));
        read.Update(null, 0, "r", 4, out _).Should().Be(Rejection.RequestIdReused);
        LaneState.Decode(new LaneState().Encode()).Control.Version.Should().Be(1);
    }

    private (Rejection, bool) Set(OperatorStatus? status, long ifVersion = 0, string request = "", ulong hash = 0) =>
        (_control.Update(status, ifVersion, request, hash, out bool isChanged), isChanged);
}
