using Shipments.Api.Parcels;
using Shipments.Api.Tests.Fakes;
using Shipments.Contracts.Messages;
using Shipments.V1;

namespace Shipments.Api.Tests.Changes;

/// <summary>One parcel, <c>p1</c> of acme in shard 2, that is at a version. A read that does not wait for changes under way sees an older one.</summary>
internal sealed class WatchedShipments : IParcelCalls
{
    public long Version { get; set; }

    /// <summary>Runs between the first read and the settled one.</summary>
    public Action BeforeSettled { get; set; } = static () => { };

    public List<GetParcelQuery> Queries { get; } = [];

    public ValueTask<GetParcelReply> Get(string tenant, string parcelId, GetParcelQuery query, CancellationToken cancellationToken)
    {
        Queries.Add(query);
        if (query.Settled)
            BeforeSettled();
        long version = query.Settled ? Version : Math.Max(1, Version - 1);
        return ValueTask.FromResult(
            Version == 0 || tenant != "acme" || parcelId != "p1"
                ? new GetParcelReply { Header = FakeShipments.Refused(Rejection.ParcelNotFound) }
                : new GetParcelReply
                {
                    Header = FakeShipments.Ok, Shard = 2, Version = version, Parcel = new Parcel { Name = "parcels/p1", Etag = $"\"{version}\"" },
                });
    }

    public ValueTask<RegisterReply> Register(string tenant, string parcelId, RegisterCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch registers nothing.");

    public ValueTask<RecordReply> Record(string tenant, string parcelId, RecordCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch records nothing.");

    public ValueTask<LinkNumbersReply> LinkNumbers(
        string tenant, string parcelId, LinkNumbersCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch links nothing.");

    public ValueTask<ChangeParcelReply> Cancel(string tenant, string parcelId, CancelParcelCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch cancels nothing.");

    public ValueTask<ChangeParcelReply> Update(string tenant, string parcelId, UpdateParcelCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch updates nothing.");

    public ValueTask<ChangeParcelReply> Merge(string tenant, string parcelId, MergeParcelsCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch merges nothing.");

    public ValueTask<ChangeParcelReply> AttachNumber(string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch changes no numbers.");

    public ValueTask<ChangeParcelReply> DetachNumber(string tenant, string parcelId, ParcelNumberCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch changes no numbers.");

    public ValueTask<ChangeParcelReply> Split(string tenant, string parcelId, SplitParcelCommand command, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch splits nothing.");

    public ValueTask<ListParcelsReply> List(string tenant, ListParcelsQuery query, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A watch lists nothing.");
}
