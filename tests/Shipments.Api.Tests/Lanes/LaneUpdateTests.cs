using System.Net.Http.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Shipments.Api.Errors;
using Shipments.Api.Limits;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.Domain.Choice;
using Shipments.V1;
using Rejection = Shipments.Contracts.Messages.Rejection;

namespace Shipments.Api.Tests.Lanes;

/// <summary>An operator says over the wire whether a lane is to be used.</summary>
public sealed class LaneUpdateTests : LaneEdgeTests
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Lanes.Set("demo", "CN-US/std", 7);
    }

    [Theory]
    [InlineData(LaneStatusState.Open, LaneCondition.Open)]
    [InlineData(LaneStatusState.Degraded, LaneCondition.Degraded)]
    [InlineData(LaneStatusState.Suspended, LaneCondition.Suspended)]
    public async Task A_status_goes_to_the_lane(LaneStatusState state, LaneCondition condition)
    {
        Timestamp until = Timestamp.FromDateTimeOffset(new DateTimeOffset(2199, 1, 1, 0, 0, 0, TimeSpan.Zero));
        UpdateLaneResponse response = await Client.UpdateLaneAsync(
            Request(new LaneStatus { State = state, Note = "a strike", UntilTime = until }, "\"7\"", "r1"));

        response.Lane.InTransit.Should().Be(7);
        (string lane, UpdateLaneCommand command) = Lanes.Updated!.Value;
        (lane, command.IfVersion, command.RequestId, command.Condition, command.Note).Should().Be(("CN-US/std", 7, "r1", (int)condition, "a strike"));
        command.UntilMs.Should().Be(until.ToDateTimeOffset().ToUnixTimeMilliseconds());
        command.ContentHash.Should().NotBe(0);
    }

    [Fact]
    public async Task No_state_takes_the_operator_s_status_back()
    {
        await Client.UpdateLaneAsync(Request(new LaneStatus()));
        Lanes.Updated!.Value.Command.HasCondition.Should().BeFalse();
    }

    [Fact]
    public async Task The_same_content_has_the_same_hash_whatever_its_request()
    {
        await Client.UpdateLaneAsync(Request(new LaneStatus { State = LaneStatusState.Suspended }, requestId: "a"));
        ulong first = Lanes.Updated!.Value.Command.ContentHash;
        await Client.UpdateLaneAsync(Request(new LaneStatus { State = LaneStatusState.Suspended }, requestId: "b"));
        Lanes.Updated!.Value.Command.ContentHash.Should().Be(first);
        await Client.UpdateLaneAsync(Request(new LaneStatus { State = LaneStatusState.Open }, requestId: "b"));
        Lanes.Updated!.Value.Command.ContentHash.Should().NotBe(first);
    }

    [Fact]
    public async Task Wrong_fields_are_told_all_at_once()
    {
        UpdateLaneRequest request = Request(
            new LaneStatus { State = (LaneStatusState)9, Note = "a\u0001b", UntilTime = new Timestamp { Seconds = 1_000_000_000 } }, requestId: new string('x', 65));
        request.Lane.Name = "CN-US/std";
        request.UpdateMask = new FieldMask { Paths = { "status", "service" } };
        RpcException failed = await Details.Fails(() => Client.UpdateLaneAsync(request).ResponseAsync);
        failed.GetRpcStatus()!.Fields().Should().BeEquivalentTo(
            "lane.name", "request_id", "update_mask", "lane.status.note", "lane.status.state", "lane.status.until_time");
        Lanes.Updated.Should().BeNull();
    }

    [Fact]
    public async Task A_note_as_long_as_may_be_is_taken_and_no_longer_one()
    {
        await Client.UpdateLaneAsync(Request(new LaneStatus { Note = new string('n', ApiLimits.DescriptionCharsMax) }));
        RpcException failed = await Details.Fails(
            () => Client.UpdateLaneAsync(Request(new LaneStatus { Note = new string('n', ApiLimits.DescriptionCharsMax + 1) })).ResponseAsync);
        failed.GetRpcStatus()!.Fields().Should().Equal("lane.status.note");
    }

    [Theory]
    [InlineData(Rejection.EtagMismatch, StatusCode.Aborted)]
    [InlineData(Rejection.RequestIdReused, StatusCode.InvalidArgument)]
    public async Task A_refusal_of_the_lane_is_passed_on(Rejection rejection, StatusCode code)
    {
        Lanes.Ends = new CallHeader { Status = CallStatus.Refused, Rejection = rejection };
        (await Details.Fails(() => Client.UpdateLaneAsync(Request(new LaneStatus())).ResponseAsync)).StatusCode.Should().Be(code);
    }

    [Fact]
    public async Task A_lane_that_no_parcel_was_on_is_not_found()
    {
        UpdateLaneRequest request = Request(new LaneStatus());
        request.Lane.Name = "lanes/CN-US/none";
        (await Details.Fails(() => Client.UpdateLaneAsync(request).ResponseAsync)).ShouldBe(ApiReason.LaneNotFound);
    }

    [Fact]
    public async Task It_is_a_patch_in_json()
    {
        using HttpResponseMessage response = await Host.Json.PatchAsync(
            "v1/lanes/CN-US/std", JsonContent.Create(new { status = new { state = "LANE_STATUS_STATE_SUSPENDED" } }));
        response.IsSuccessStatusCode.Should().BeTrue();
        Lanes.Updated!.Value.Command.Condition.Should().Be((int)LaneCondition.Suspended);
    }

    private static UpdateLaneRequest Request(LaneStatus status, string etag = "", string requestId = "") => new()
    {
        Lane = new Lane { Name = "lanes/CN-US/std", Etag = etag, Status = status }, RequestId = requestId,
    };
}
