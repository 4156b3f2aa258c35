using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Grains.Parcels;

namespace Shipments.Bench.Baselines;

/// <summary>The obvious grain: state by IPersistentState, written whole before each answer. After a failed write the activation goes.</summary>
internal sealed class StockParcelGrain(
    [PersistentState("stock-parcel")] IPersistentState<StockParcelState> stored, TimeProvider time) : Grain, IStockParcelGrain
{
    private readonly Lazy<ParcelRow> _loaded = new(() => ParcelRow.Of(stored.State.Version, stored.State.Bytes));
    private ParcelRow? _row;

    private ParcelRow Row => _row ?? _loaded.Value;

    private string Id => this.GetPrimaryKeyString()[(this.GetPrimaryKeyString().LastIndexOf('/') + 1)..];

    /// <inheritdoc/>
    public async Task<RegisterReply> Register(RegisterCommand command)
    {
        RegisterItem item = new(command, Id);
        await ChangeAsync(item);
        return await item.Reply;
    }

    /// <inheritdoc/>
    public async Task<RecordReply> Record(RecordCommand command)
    {
        RecordItem item = new(command);
        await ChangeAsync(item);
        return await item.Reply;
    }

    /// <inheritdoc/>
    public ValueTask<GetParcelReply> Get(GetParcelQuery query) => ValueTask.FromResult(GetItem.ReplyOf(query, Id, 0, Row.State, Row.Version));

    private async Task ChangeAsync(InboxItem<ParcelState, ParcelTurn> item)
    {
        ParcelRow next = Row.Decide(item, this.GetPrimaryKeyString(), time.GetUtcNow(), out Action answer);
        if (next.Version != Row.Version)
        {
            stored.State.Version = next.Version;
            stored.State.Bytes = next.State.Bytes.ToArray();
            try
            {
                await stored.WriteStateAsync();
            }
            catch
            {
                DeactivateOnIdle();
                throw;
            }

            _row = next;
        }

        answer();
    }
}
