using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shipments.Contracts;
using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Scans;
using Shipments.Journal.V1;
using Shipments.V1;

namespace Shipments.Samples.InternalService;

/// <summary>
/// What people at a service desk do with parcels, as calls of the parcels' grains. A service inside is trusted: it names the tenant itself and
/// checks its own input. Every call goes through <see cref="GrainCalls"/>, which follows a parcel that moved to another silo.
/// </summary>
internal sealed class ParcelDesk(IClusterClient cluster, TimeProvider time)
{
    private const string Carrier = "shipments";

    /// <summary>Reads a parcel; null when nobody registered it.</summary>
    public async Task<Parcel?> FindAsync(string tenant, string parcelId, CancellationToken cancellationToken)
    {
        GetParcelReply reply = await GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Get(call.Query, token), (Grain: Of(tenant, parcelId), Query: new GetParcelQuery()), time, cancellationToken);
        return reply.Header switch
        {
            { Status: CallStatus.Ok } => reply.Parcel,
            { Rejection: Rejection.ParcelNotFound } => null,
            CallHeader header => throw new InvalidOperationException($"Parcel {parcelId} of {tenant} cannot be read now: {header.Status}."),
        };
    }

    /// <summary>Cancels a parcel before it moves. A refusal is in the reply. After a lost answer the same request id settles what happened.</summary>
    public async Task<ChangeParcelReply> CancelAsync(string tenant, string parcelId, string requestId, string note, CancellationToken cancellationToken)
    {
        CancelParcelCommand command = new() { RequestId = requestId, ContentHash = HashOf(note), Note = note };
        return await GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Cancel(call.Command, token), (Grain: Of(tenant, parcelId), Command: command), time, cancellationToken);
    }

    /// <summary>Records that the desk took a parcel in. The same scan twice counts once.</summary>
    public async Task<RecordReply> PickedUpAsync(string tenant, string parcelId, DateTimeOffset at, string requestId, CancellationToken cancellationToken)
    {
        ScanFact scan = new()
        {
            Carrier = Carrier, Code = "PICKED_UP", Text = "Taken in at the desk", Time = EventTimes.FromInstant(at, "desk"),
            ReceivedMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        scan.Id = ScanIds.Of(scan);
        RecordCommand command = new() { RequestId = requestId, ContentHash = scan.Id, Scans = { scan } };
        return await GrainCalls.InvokeAsync(
            static (call, token) => call.Grain.Record(call.Command, token), (Grain: Of(tenant, parcelId), Command: command), time, cancellationToken);
    }

    // A request id that comes again with other content is refused; this is how the content is told apart.
    private static ulong HashOf(string content) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private IParcelGrain Of(string tenant, string parcelId) => cluster.GetGrain<IParcelGrain>(ActorKeys.Parcel(tenant, parcelId));
}
