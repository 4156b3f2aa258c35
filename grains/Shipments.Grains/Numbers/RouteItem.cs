using Google.Protobuf;
using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Numbers;

/// <summary>Scans under the number: held, or sent on to the parcels they belong to.</summary>
internal sealed class RouteItem(RouteCommand command) : InboxItem<NumberState, NumberTurn, RouteReply>
{
    private RouteReply? _reply;

    /// <inheritdoc/>
    public override void Apply(NumberTurn turn) => _reply = Answered(turn) ?? Routed(turn);

    protected override RouteReply MakeReply(NumberState state, long version, ReadOnlyMemory<byte> entry) => _reply!;

    protected override RouteReply MakeFailure(CallHeader header) => new() { Header = header };

    /// <summary>An earlier answer stands only where it held or refused; what was sent on then is sent on anew, to whoever holds the number now.</summary>
    private RouteReply? Answered(NumberTurn turn)
    {
        bool answered = turn.TryAnswered(command.RequestId, command.ContentHash, out ReadOnlyMemory<byte> answer, out bool reused);
        if (reused)
            return new RouteReply { Header = CallHeaders.Refused(Domain.Rejection.RequestIdReused, command.RequestId) };
        return answered ? RouteReply.Parser.ParseFrom(answer.Span) : null;
    }

    private RouteReply Routed(NumberTurn turn)
    {
        RouteReply reply = new() { Header = CallHeaders.Ok };
        bool held = false;
        foreach (RouteVerdict verdict in turn.Route(command.Scans))
        {
            ScanAnswer answer = RouteAnswers.Of(verdict);
            held |= answer.Result == V1.ScanResult.Held;
            reply.Answers.Add(answer);
        }

        RouteAnswers.AddHolders(reply.Holders, turn.Holders);
        reply.HoldersVersion = turn.HoldersVersion;
        if (command.RequestId.Length > 0 && held)
            turn.Answer(command.RequestId, command.ContentHash, reply.ToByteArray());
        return reply;
    }
}
