using Google.Protobuf;
using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Parcels;

/// <summary>Scans. A repeated request gets the answers of the first one, byte for byte.</summary>
internal sealed class RecordItem(RecordCommand command) : InboxItem<ParcelState, ParcelTurn, RecordReply>
{
    private static readonly Dictionary<string, long> NothingRouted = [];

    private RecordReply? _reply;

    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn) => _reply = Answered(turn) ?? Recorded(turn);

    protected override RecordReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry) => _reply!;

    protected override RecordReply MakeFailure(CallHeader header) => new() { Header = header };

    private RecordReply? Answered(ParcelTurn turn)
    {
        bool answered = turn.TryAnswered(command.RequestId, command.ContentHash, out ReadOnlyMemory<byte> answer, out bool reused);
        if (reused)
            return new RecordReply { Header = CallHeaders.Refused(Domain.Rejection.RequestIdReused, command.RequestId) };
        return answered ? RecordReply.Parser.ParseFrom(answer.Span) : null;
    }

    private RecordReply Recorded(ParcelTurn turn)
    {
        if (!turn.Registered)
            return new RecordReply { Header = CallHeaders.Refused(Domain.Rejection.ParcelNotFound, "") };
        RecordReply reply = new() { Header = CallHeaders.Ok };
        foreach (ScanVerdict verdict in turn.Record(command.Scans, Routed(), command.Polls))
            reply.Answers.Add(ScanAnswers.Of(verdict, turn.MergedInto));
        if (command.RequestId.Length > 0)
            turn.Answer(command.RequestId, command.ContentHash, reply.ToByteArray());
        return reply;
    }

    private Dictionary<string, long> Routed()
    {
        if (command.Routed.Count == 0)
            return NothingRouted;
        Dictionary<string, long> routed = new(command.Routed.Count, StringComparer.Ordinal);
        foreach (RoutedNumber number in command.Routed)
            routed[number.Number] = number.HoldersVersion;
        return routed;
    }
}
