using Google.Protobuf;
using Shipments.Contracts.Messages;
using Shipments.Domain.Containers;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Containers;

/// <summary>A change that a caller asks for.</summary>
internal sealed class ChangeItem(ChangeContainerCommand command, string id) : InboxItem<ContainerState, ContainerTurn, ChangeContainerReply>
{
    private delegate Domain.Rejection MemberRule(string member, out string detail);

    private ChangeContainerReply? _reply;

    /// <inheritdoc/>
    public override void Apply(ContainerTurn turn)
    {
        bool isAnswered = turn.TryAnswered(command.RequestId, command.ContentHash, out ReadOnlyMemory<byte> answer, out bool isReused);
        if (isReused)
        {
            _reply = new ChangeContainerReply { Header = CallHeaders.Refused(Domain.Rejection.RequestIdReused, command.RequestId) };
            return;
        }

        _reply = isAnswered ? ChangeContainerReply.Parser.ParseFrom(answer.Span) : Changed(turn);
        _reply.Header ??= CallHeaders.Ok;
        if (!isAnswered && _reply.Header.Status == CallStatus.Ok)
            turn.Answer(command.RequestId, command.ContentHash, _reply.ToByteArray());
    }

    protected override ChangeContainerReply MakeReply(ContainerState state, long version, ReadOnlyMemory<byte> entry)
    {
        if (_reply!.Header.Status == CallStatus.Ok
            && command.ChangeCase is ChangeContainerCommand.ChangeOneofCase.Create or ChangeContainerCommand.ChangeOneofCase.Seal)
            _reply.Container = ContainerViews.Of(id, state.ReadRecord());
        return _reply;
    }

    protected override ChangeContainerReply MakeFailure(CallHeader header) => new() { Header = header };

    private ChangeContainerReply Changed(ContainerTurn turn)
    {
        switch (command.ChangeCase)
        {
            case ChangeContainerCommand.ChangeOneofCase.Create:
                return Ended(turn.Create(command.RequestId, command.ContentHash), $"The container '{id}' was created by another request.");
            case ChangeContainerCommand.ChangeOneofCase.Load:
                return Moved(turn, command.Load, (string member, out string detail) => turn.Load(member, command.Load.AtMs, out detail));
            case ChangeContainerCommand.ChangeOneofCase.Unload:
                return Moved(turn, command.Unload, (string member, out string detail) => turn.Unload(member, command.Unload.AtMs, out detail));
            case ChangeContainerCommand.ChangeOneofCase.Remove:
                return Moved(turn, command.Remove, turn.Remove);
            case ChangeContainerCommand.ChangeOneofCase.Seal:
                return Ended(turn.Seal(command.Seal.Number, command.Seal.AtMs, out string detail), detail);
            case ChangeContainerCommand.ChangeOneofCase.Scan:
                return Scanned(turn.Record(command.Scan));
            case ChangeContainerCommand.ChangeOneofCase.None:
                break;
        }

        throw new InvalidOperationException($"The container '{id}' got a change without content.");
    }

    private ChangeContainerReply Moved(ContainerTurn turn, MoveMembersChange moves, MemberRule rule)
    {
        if (!turn.Exists)
            return Ended(Domain.Rejection.ContainerNotFound, $"Nobody created the container '{id}'.");
        ChangeContainerReply reply = new();
        for (int i = 0; i < moves.Members.Count; i++)
        {
            string member = turn.Meant(moves.Members[i], moves.Parcels.Count == 0 ? "" : moves.Parcels[i]);
            string detail = "";
            Domain.Rejection rejection = moves.Unregistered.Contains(i) ? NotThere(member) : rule(member, out detail);
            if (rejection != Domain.Rejection.None)
                reply.Refused.Add(new RefusedMember { Member = i, Rejection = (Rejection)(int)rejection, Detail = detail });
        }

        return reply;
    }

    private static Domain.Rejection NotThere(string member) => member.StartsWith(ContainerMembers.ContainerPrefix, StringComparison.Ordinal)
        ? Domain.Rejection.ContainerNotFound
        : Domain.Rejection.ParcelNotFound;

    private static ChangeContainerReply Scanned(ContainerScanVerdict verdict)
    {
        ChangeContainerReply reply = Ended(verdict.Rejection, verdict.Detail);
        reply.ScanId = verdict.ScanId;
        reply.Duplicate = verdict.IsDuplicate;
        return reply;
    }

    private static ChangeContainerReply Ended(Domain.Rejection rejection, string detail) =>
        rejection == Domain.Rejection.None ? new ChangeContainerReply() : new ChangeContainerReply { Header = CallHeaders.Refused(rejection, detail) };
}
