using Shipments.Contracts.Messages;
using Shipments.Domain.Containers;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Containers;

/// <summary>A read that has to load the container first. It changes nothing.</summary>
internal sealed class GetItem(GetContainerQuery query, string id) : InboxItem<ContainerState, ContainerTurn, GetContainerReply>
{
    public static GetContainerReply ReplyOf(GetContainerQuery query, string id, ContainerState state)
    {
        ContainerStateRecord record = state.ReadRecord();
        if (record.Kind == 0)
            return new GetContainerReply { Header = CallHeaders.Refused(Domain.Rejection.ContainerNotFound, $"Nobody created the container '{id}'.") };
        GetContainerReply reply = new() { Header = CallHeaders.Ok };
        if (query.MembersMax == 0)
        {
            reply.Container = ContainerViews.Of(id, record);
            return reply;
        }

        int at = query.MembersFrom;
        for (; at < record.Members.Count && reply.Members.Count < query.MembersMax; at++)
            reply.Members.Add(ContainerViews.MemberOf(record.Members[at]));
        reply.NextMember = at < record.Members.Count ? at : 0;
        return reply;
    }

    /// <inheritdoc/>
    public override void Apply(ContainerTurn turn)
    {
    }

    protected override GetContainerReply MakeReply(ContainerState state, long version, ReadOnlyMemory<byte> entry) => ReplyOf(query, id, state);

    protected override GetContainerReply MakeFailure(CallHeader header) => new() { Header = header };
}
