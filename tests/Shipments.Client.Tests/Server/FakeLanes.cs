using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client.Tests.Server;

internal sealed class FakeLanes : LaneService.LaneServiceBase
{
    public Script<Func<GetLaneRequest, Task<GetLaneResponse>>> Get { get; } = new();

    public Script<Func<ListLanesRequest, Task<ListLanesResponse>>> List { get; } = new();

    public Script<Func<WatchLanesRequest, IServerStreamWriter<WatchLanesResponse>, ServerCallContext, Task>> Watch { get; } = new();

    public override Task<GetLaneResponse> GetLane(GetLaneRequest request, ServerCallContext context) => Get.Next()(request);

    public override Task<ListLanesResponse> ListLanes(ListLanesRequest request, ServerCallContext context) => List.Next()(request);

    public override Task WatchLanes(WatchLanesRequest request, IServerStreamWriter<WatchLanesResponse> responseStream, ServerCallContext context) =>
        Watch.Next()(request, responseStream, context);
}
