using Google.Protobuf.Reflection;
using Shipments.Api.Admission;
using Shipments.V1;

namespace Shipments.Api.Tests.Admission;

public sealed class MethodKindsTests
{
    [Fact]
    public void Every_unary_method_is_of_the_kind_that_it_is_said_to_be()
    {
        FileDescriptor[] files =
        [
            ParcelServiceReflection.Descriptor, ScanServiceReflection.Descriptor, CarrierServiceReflection.Descriptor, ChangeServiceReflection.Descriptor,
            ContainerServiceReflection.Descriptor, LaneServiceReflection.Descriptor,
        ];
        ILookup<WorkKind, string> kinds = files.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            .Where(method => method is { IsClientStreaming: false, IsServerStreaming: false })
            .ToLookup(method => MethodKinds.Of(method.Name), method => method.Name);

        kinds[WorkKind.Read].Should().BeEquivalentTo(
            "GetParcel", "BatchGetParcels", "LookupParcels", "ListParcels", "ExportParcelHistory", "ListUnmappedCodes", "GetCursor", "GetContainer",
            "ListContainerMembers", "GetLane", "ListLanes", "EstimateDelivery", "RankLanes");
        kinds[WorkKind.Write].Should().BeEquivalentTo(
            "RegisterParcel", "BatchRegisterParcels", "UpdateParcel", "CancelParcel", "MergeParcels", "SplitParcel", "AttachNumber", "DetachNumber",
            "RecordScans", "IngestPayload", "CreateContainer", "LoadContainer", "UnloadContainer", "CorrectMembership", "SealContainer",
            "RecordContainerScan", "UpdateLane");
    }
}
