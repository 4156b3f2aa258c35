using Shipments.Contracts;
using Shipments.Contracts.Messages;

namespace Shipments.Bench.Baselines;

/// <summary>Calls the stock grains.</summary>
internal sealed class StockParcels(IGrainFactory grains) : ParcelCallsOfBaseline
{
    /// <inheritdoc/>
    public override async ValueTask<RegisterReply> Register(string tenant, string parcelId, RegisterCommand command, CancellationToken cancellationToken) =>
        await Of(tenant, parcelId).Register(command).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask<RecordReply> Record(string tenant, string parcelId, RecordCommand command, CancellationToken cancellationToken) =>
        await Of(tenant, parcelId).Record(command).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<GetParcelReply> Get(string tenant, string parcelId, GetParcelQuery query, CancellationToken cancellationToken) =>
        Of(tenant, parcelId).Get(query);

    private IStockParcelGrain Of(string tenant, string parcelId) => grains.GetGrain<IStockParcelGrain>(ActorKeys.Parcel(tenant, parcelId));
}
