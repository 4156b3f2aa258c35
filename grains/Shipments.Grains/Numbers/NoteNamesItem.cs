using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Numbers;

/// <summary>Further numbers that a carrier named under the number. Known ones change nothing.</summary>
internal sealed class NoteNamesItem(NoteNamesCommand command) : InboxItem<NumberState, NumberTurn, NoteNamesReply>
{
    private CallHeader _header = CallHeaders.Ok;

    /// <inheritdoc/>
    public override void Apply(NumberTurn turn) =>
        _header = CallHeaders.Of(turn.NoteNames(command.Names, out string detail), detail);

    protected override NoteNamesReply MakeReply(NumberState state, long version, ReadOnlyMemory<byte> entry) => new() { Header = _header };

    protected override NoteNamesReply MakeFailure(CallHeader header) => new() { Header = header };
}
