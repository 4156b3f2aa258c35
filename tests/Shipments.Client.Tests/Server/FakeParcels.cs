using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client.Tests.Server;

internal sealed class FakeParcels : ParcelService.ParcelServiceBase
{
    public Script<Func<RegisterParcelRequest, ServerCallContext, Task<RegisterParcelResponse>>> Register { get; } = new();

    public Script<Func<BatchRegisterParcelsRequest, ServerCallContext, Task<BatchRegisterParcelsResponse>>> RegisterBatch { get; } = new();

    public Script<Func<GetParcelRequest, ServerCallContext, Task<GetParcelResponse>>> Get { get; } = new();

    public Script<Func<ListParcelsRequest, ServerCallContext, Task<ListParcelsResponse>>> List { get; } = new();

    public Script<Func<UpdateParcelRequest, ServerCallContext, Task<UpdateParcelResponse>>> Update { get; } = new();

    public Script<Func<CancelParcelRequest, ServerCallContext, Task<CancelParcelResponse>>> Cancel { get; } = new();

    public Script<Func<MergeParcelsRequest, ServerCallContext, Task<MergeParcelsResponse>>> Merge { get; } = new();

    public Script<Func<SplitParcelRequest, ServerCallContext, Task<SplitParcelResponse>>> Split { get; } = new();

    public Script<Func<WatchParcelRequest, IServerStreamWriter<WatchParcelResponse>, ServerCallContext, Task>> Watch { get; } = new();

    public override Task<RegisterParcelResponse> RegisterParcel(RegisterParcelRequest request, ServerCallContext context) => Register.Next()(request, context);

    public override Task<BatchRegisterParcelsResponse> BatchRegisterParcels(BatchRegisterParcelsRequest request, ServerCallContext context) =>
        RegisterBatch.Next()(request, context);

    public override Task<GetParcelResponse> GetParcel(GetParcelRequest request, ServerCallContext context) => Get.Next()(request, context);

    public override Task<ListParcelsResponse> ListParcels(ListParcelsRequest request, ServerCallContext context) => List.Next()(request, context);

    public override Task<UpdateParcelResponse> UpdateParcel(UpdateParcelRequest request, ServerCallContext context) => Update.Next()(request, context);

    public override Task<CancelParcelResponse> CancelParcel(CancelParcelRequest request, ServerCallContext context) => Cancel.Next()(request, context);

    public override Task<MergeParcelsResponse> MergeParcels(MergeParcelsRequest request, ServerCallContext context) => Merge.Next()(request, context);

    public override Task<SplitParcelResponse> SplitParcel(SplitParcelRequest request, ServerCallContext context) => Split.Next()(request, context);

    public override Task WatchParcel(WatchParcelRequest request, IServerStreamWriter<WatchParcelResponse> responseStream, ServerCallContext context) =>
        Watch.Next()(request, responseStream, context);
}
