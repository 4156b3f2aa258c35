using Google.Protobuf;
using Shipments.Contracts.Messages;
using Shipments.Domain.Numbers;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Numbers;

/// <summary>
/// Scans under the number: held, or sent on to the parcels they belong to. Of a repeated request only what was held is answered as before: a scan that
/// was sent on then goes to whoever holds the number now, and one that was refused for want of room is tried anew.
/// </summary>
internal sealed class RouteItem(RouteCommand command) : InboxItem<NumberState, NumberTurn, RouteReply>
{
    private RouteReply? _reply;

    /// <inheritdoc/>
    public override void Apply(NumberTurn turn)
    {
        bool answered = turn.TryAnswered(command.RequestId, command.ContentHash, out ReadOnlyMemory<byte> answer, out bool reused);
        if (reused)
            _reply = new RouteReply { Header = CallHeaders.Refused(Domain.Rejection.RequestIdReused, command.RequestId) };
        else
            _reply = Routed(turn, answered ? Held(RouteReply.Parser.ParseFrom(answer.Span)) : []);
    }

    protected override RouteReply MakeReply(NumberState state, long version, ReadOnlyMemory<byte> entry) => _reply!;

    protected override RouteReply MakeFailure(CallHeader header) => new() { Header = header };

    private static List<ScanAnswer> Held(RouteReply reply) => [.. reply.Answers.Where(answer => answer.Result == V1.ScanResult.Held)];

    // Once each: a scan that came twice in one request was held and then a duplicate, and is so again.
    private static ScanAnswer? Take(List<ScanAnswer> held, ulong scanId)
    {
        int at = held.FindIndex(answer => answer.ScanId == scanId);
        if (at < 0)
            return null;
        ScanAnswer taken = held[at];
        held.RemoveAt(at);
        return taken;
    }

    private RouteReply Routed(NumberTurn turn, List<ScanAnswer> before)
    {
        RouteReply reply = new() { Header = CallHeaders.Ok };
        foreach (ScanFact scan in command.Scans)
            reply.Answers.Add(Take(before, scan.Id) ?? RouteAnswers.Of(turn.Route([scan])[0]));
        if (command.RequestId.Length > 0 && Held(reply) is { Count: > 0 } held)
            turn.Answer(command.RequestId, command.ContentHash, new RouteReply { Answers = { held } }.ToByteArray());
        RouteAnswers.AddHolders(reply.Holders, turn.Holders);
        reply.HoldersVersion = turn.HoldersVersion;
        return reply;
    }
}
