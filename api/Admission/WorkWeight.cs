using Google.Protobuf;
using Shipments.Api.Limits;
using Shipments.V1;

namespace Shipments.Api.Admission;

/// <summary>How much work a request asks for.</summary>
/// <param name="Items">Scans, parcels, numbers or members; at least 1.</param>
/// <param name="Bytes">Bytes of the request.</param>
internal readonly record struct WorkWeight(int Items, long Bytes)
{
    private const int PayloadBytesOfItem = 512;

    /// <summary>Weighs a request. A payload's events are not counted before it is read: one each half KiB is assumed.</summary>
    internal static WorkWeight Of(IMessage request) => new(Math.Max(1, ItemsOf(request)), request.CalculateSize());

    /// <summary>Weighs a batch of a stream.</summary>
    internal static WorkWeight Of(StreamScansRequest batch) => new(Math.Max(1, batch.Scans.Count), batch.CalculateSize());

    private static int ItemsOf(IMessage request) => request switch
    {
        RecordScansRequest scans => scans.Scans.Count,
        BatchRegisterParcelsRequest parcels => parcels.Requests.Count,
        BatchGetParcelsRequest parcels => parcels.Names.Count,
        LookupParcelsRequest numbers => numbers.TrackingNumbers.Count,
        LoadContainerRequest members => members.Members.Count,
        UnloadContainerRequest members => members.Members.Count,
        CorrectMembershipRequest members => members.Members.Count,
        IngestPayloadRequest payload => Math.Min(payload.Payload.Length / PayloadBytesOfItem, ApiLimits.BatchScansMax),
        _ => 1,
    };
}
