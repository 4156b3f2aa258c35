using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Parcels;

/// <summary>The parcel's time has come, as its row says.</summary>
internal sealed class WakeItem : InboxItem<ParcelState, ParcelTurn, WakeReply>
{
    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn) => turn.Wake();

    protected override WakeReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry)
    {
        ParcelEntry appended = ParcelEntry.Parser.ParseFrom(entry.Span);
        SilenceRecord silence = appended.Silence ?? new SilenceRecord();
        return new WakeReply
        {
            Header = CallHeaders.Ok,
            Stalled = silence.StalledMs != 0 && silence.StalledMs == appended.AtMs,
            Expired = silence.ExpiredMs != 0 && silence.ExpiredMs == appended.AtMs,
        };
    }

    protected override WakeReply MakeFailure(CallHeader header) => new() { Header = header };
}
