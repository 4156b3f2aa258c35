using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Parcels;

/// <summary>Numbers that a carrier named for the parcel. Known ones change nothing.</summary>
internal sealed class LinkNumbersItem(LinkNumbersCommand command) : InboxItem<ParcelState, ParcelTurn, LinkNumbersReply>
{
    private CallHeader _header = CallHeaders.Ok;

    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn) =>
        _header = CallHeaders.Of(turn.LinkNumbers(command.Numbers, out string detail), detail);

    protected override LinkNumbersReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = _header };

    protected override LinkNumbersReply MakeFailure(CallHeader header) => new() { Header = header };
}
