using Microsoft.Extensions.Logging;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Parcels;
using Shipments.Grains.Placement;
using Shipments.Grains.Steps;

namespace Shipments.Grains.Parcels;

/// <summary>
/// A parcel's shell. Every method interleaves with every other: changes only join the inbox, whose drains run one after another; reads see
/// a snapshot of what was committed last. No rule is here.
/// </summary>
[ShardPlacement]
internal sealed class ParcelGrain(
    JournaledServices services, ParcelRules rules, StepCourier courier, IGrainContext context, ILogger<ParcelGrain> logger)
    : JournaledGrain<ParcelState, ParcelTurn>(services, rules, context, logger), IParcelGrain
{
    private readonly LastRead _read = new();

    /// <inheritdoc/>
    public Task<RegisterReply> Register(RegisterCommand command, CancellationToken cancellationToken)
    {
        RegisterItem item = new(command, Key.Id);
        HurriedEntry expected = courier.Expect(Key);
        return item.HurryAsync(SubmitAsync(item), courier, expected, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<RecordReply> Record(RecordCommand command, CancellationToken cancellationToken) =>
        new(SubmitAsync(new RecordItem(command)));

    /// <inheritdoc/>
    public Task<LinkNumbersReply> LinkNumbers(LinkNumbersCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new LinkNumbersItem(command));

    /// <inheritdoc/>
    public Task<ChangeParcelReply> AttachNumber(ParcelNumberCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new AttachNumberItem(command, Key.Id));

    /// <inheritdoc/>
    public Task<ChangeParcelReply> DetachNumber(ParcelNumberCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new DetachNumberItem(command, Key.Id));

    /// <inheritdoc/>
    public Task<ChangeParcelReply> Cancel(CancelParcelCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new CancelItem(command, Key.Id));

    /// <inheritdoc/>
    public Task<ChangeParcelReply> Update(UpdateParcelCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new UpdateItem(command, Key.Id));

    /// <inheritdoc/>
    public Task<ChangeParcelReply> Merge(MergeParcelsCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new MergeItem(command, Key.Id));

    /// <inheritdoc/>
    public Task<ChangeParcelReply> Split(SplitParcelCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new SplitItem(command, Key.Id));

    /// <inheritdoc/>
    public ValueTask<GetParcelReply> Get(GetParcelQuery query, CancellationToken cancellationToken)
    {
        if (NotOwned() is { } header)
            return new ValueTask<GetParcelReply>(new GetParcelReply { Header = header });
        // The state is a copy, so it is not asked for where the last answer will do.
        if (!query.Settled && Inbox.CommittedVersion is > 0 and long last && _read.Find(query, last) is { } known)
            return new ValueTask<GetParcelReply>(known);
        if (query.Settled || Inbox.Committed(out long version) is not { } state)
            return new ValueTask<GetParcelReply>(SubmitAsync(new GetItem(query, Key.Id, Shard)));
        return new ValueTask<GetParcelReply>(_read.Keep(query, GetItem.ReplyOf(query, Key.Id, Shard, state, version)));
    }

    /// <inheritdoc/>
    public Task<StepReply> Heed(StepCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new HeedItem(command));

    /// <inheritdoc/>
    public Task<StepReply> StepAnswered(StepAnsweredCommand command, CancellationToken cancellationToken) =>
        SubmitAsync(new StepAnsweredItem(command));

    /// <inheritdoc/>
    public Task<WakeReply> Wake(CancellationToken cancellationToken) => SubmitAsync(new WakeItem());
}
