using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client.Tests.Server;

internal sealed class FakeLanes : LaneService.LaneServiceBase
{
    public Script<Func<GetLaneRequest, Task<GetLaneResponse>>> Get { get; } = new();

    public Script<Func<ListLanesRequest, Task<ListLanesResponse>>> List { get; } = new();

    public Script<Func<WatchLanesRequest, IServerStreamWriter<WatchLanesResponse>, ServerCallContext, Task>> Watch { get; } = new();

    public Script<Func<UpdateLaneRequest, Task<UpdateLaneResponse>>> Update { get; } = new();

    public Script<Func<EstimateDeliveryRequest, Task<EstimateDeliveryResponse>>> Estimate { get; } = new();

    public Script<Func<RankLanesRequest, Task<RankLanesResponse>>> Rank { get; } = new();

    public override Task<UpdateLaneResponse> UpdateLane(UpdateLaneRequest request, ServerCallContext context) => Update.Next()(request);

    public override Task<EstimateDeliveryResponse> EstimateDelivery(EstimateDeliveryRequest request, ServerCallContext context) => Estimate.Next()(request);

    public override Task<RankLanesResponse> RankLanes(RankLanesRequest request, ServerCallContext context) => Rank.Next()(request);

    public override Task<GetLaneResponse> GetLane(GetLaneRequest request, ServerCallContext context) => Get.Next()(request);

    public override Task<ListLanesResponse> ListLanes(ListLanesRequest request, ServerCallContext context) => List.Next()(request);

    public override Task WatchLanes(WatchLanesRequest request, IServerStreamWriter<WatchLanesResponse> responseStream, ServerCallContext context) =>
        Watch.Next()(request, responseStream, context);
}
