using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client.Tests.Server;

internal sealed class FakeChanges : ChangeService.ChangeServiceBase
{
    public Script<Func<ReadChangesRequest, IServerStreamWriter<ReadChangesResponse>, ServerCallContext, Task>> Read { get; } = new();

    public Script<Func<GetCursorRequest, Task<GetCursorResponse>>> Cursor { get; } = new();

    public override Task ReadChanges(ReadChangesRequest request, IServerStreamWriter<ReadChangesResponse> responseStream, ServerCallContext context) =>
        Read.Next()(request, responseStream, context);

    public override Task<GetCursorResponse> GetCursor(GetCursorRequest request, ServerCallContext context) => Cursor.Next()(request);
}
