using Grpc.Core;
using Shipments.V1;

namespace Shipments.Client.Tests.Server;

/// <summary>Containers of which each call is a script; every request is kept.</summary>
internal sealed class FakeContainers : ContainerService.ContainerServiceBase
{
    public Script<Func<CreateContainerRequest, Task<CreateContainerResponse>>> Create { get; } = new();

    public Script<Func<GetContainerRequest, Task<GetContainerResponse>>> Get { get; } = new();

    public Script<Func<ListContainerMembersRequest, Task<ListContainerMembersResponse>>> ListMembers { get; } = new();

    public Script<Func<LoadContainerRequest, Task<LoadContainerResponse>>> Load { get; } = new();

    public Script<Func<UnloadContainerRequest, Task<UnloadContainerResponse>>> Unload { get; } = new();

    public Script<Func<CorrectMembershipRequest, Task<CorrectMembershipResponse>>> Correct { get; } = new();

    public Script<Func<SealContainerRequest, Task<SealContainerResponse>>> Seal { get; } = new();

    public Script<Func<RecordContainerScanRequest, Task<RecordContainerScanResponse>>> Scan { get; } = new();

    public override Task<CreateContainerResponse> CreateContainer(CreateContainerRequest request, ServerCallContext context) => Create.Next()(request);

    public override Task<GetContainerResponse> GetContainer(GetContainerRequest request, ServerCallContext context) => Get.Next()(request);

    public override Task<ListContainerMembersResponse> ListContainerMembers(ListContainerMembersRequest request, ServerCallContext context) =>
        ListMembers.Next()(request);

    public override Task<LoadContainerResponse> LoadContainer(LoadContainerRequest request, ServerCallContext context) => Load.Next()(request);

    public override Task<UnloadContainerResponse> UnloadContainer(UnloadContainerRequest request, ServerCallContext context) => Unload.Next()(request);

    public override Task<CorrectMembershipResponse> CorrectMembership(CorrectMembershipRequest request, ServerCallContext context) => Correct.Next()(request);

    public override Task<SealContainerResponse> SealContainer(SealContainerRequest request, ServerCallContext context) => Seal.Next()(request);

    public override Task<RecordContainerScanResponse> RecordContainerScan(RecordContainerScanRequest request, ServerCallContext context) => Scan.Next()(request);
}
