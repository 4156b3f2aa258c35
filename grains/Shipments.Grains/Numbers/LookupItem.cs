using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Numbers;

/// <summary>A read that has to load the number first. It changes nothing.</summary>
internal sealed class LookupItem : InboxItem<NumberState, NumberTurn, LookupNumberReply>
{
    public static LookupNumberReply ReplyOf(NumberState state)
    {
        NumberStateRecord record = state.ReadRecord();
        LookupNumberReply reply = new() { Header = CallHeaders.Ok, Held = state.HeldCount };
        RouteAnswers.AddHolders(reply.Holders, record.Holders);
        return reply;
    }

    /// <inheritdoc/>
    public override void Apply(NumberTurn turn)
    {
    }

    protected override LookupNumberReply MakeReply(NumberState state, long version, ReadOnlyMemory<byte> entry) => ReplyOf(state);

    protected override LookupNumberReply MakeFailure(CallHeader header) => new() { Header = header };
}
