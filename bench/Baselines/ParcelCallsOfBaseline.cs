using Grpc.Core;
using Shipments.Api.Parcels;
using Shipments.Contracts.Messages;

namespace Shipments.Bench.Baselines;

/// <summary>The calls that a baseline answers: registrations, scans and reads. Others end UNIMPLEMENTED.</summary>
internal abstract class ParcelCallsOfBaseline : IParcelCalls
{
    /// <inheritdoc/>
    public abstract ValueTask<RegisterReply> Register(string tenant, string parcelId, RegisterCommand command, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask<RecordReply> Record(string tenant, string parcelId, RecordCommand command, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask<GetParcelReply> Get(string tenant, string parcelId, GetParcelQuery query, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LinkNumbersReply> LinkNumbers(string tenant, string parcelId, LinkNumbersCommand command, CancellationToken cancellationToken) => throw Unimplemented();

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> Cancel(string tenant, string parcelId, CancelParcelCommand command, CancellationToken cancellationToken) => throw Unimplemented();

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> Update(string tenant, string parcelId, UpdateParcelCommand command, CancellationToken cancellationToken) => throw Unimplemented();

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> Merge(string tenant, string parcelId, MergeParcelsCommand command, CancellationToken cancellationToken) => throw Unimplemented();

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> Split(string tenant, string parcelId, SplitParcelCommand command, CancellationToken cancellationToken) => throw Unimplemented();

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> AttachNumber(string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken) => throw Unimplemented();

    /// <inheritdoc/>
    public ValueTask<ChangeParcelReply> DetachNumber(string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken) => throw Unimplemented();

    /// <inheritdoc/>
    public ValueTask<ListParcelsReply> List(string tenant, ListParcelsQuery query, CancellationToken cancellationToken) => throw Unimplemented();

    private static RpcException Unimplemented() => new(new Status(StatusCode.Unimplemented, "A baseline registers parcels, records scans by parcel, and reads."));
}
