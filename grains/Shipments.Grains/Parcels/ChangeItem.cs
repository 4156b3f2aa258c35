using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;

namespace Shipments.Grains.Parcels;

/// <summary>A change that a caller asks of a registered parcel. A repeated one changes nothing; each is answered with the parcel as it is now.</summary>
internal abstract class ChangeItem(string requestId, ulong contentHash, string parcelId) : InboxItem<ParcelState, ParcelTurn, ChangeParcelReply>
{
    /// <summary>What is kept of an answer: that there was one.</summary>
    private static readonly byte[] Done = [1];

    private CallHeader _header = CallHeaders.Ok;

    /// <inheritdoc/>
    public sealed override void Apply(ParcelTurn turn)
    {
        bool answered = turn.TryAnswered(requestId, contentHash, out _, out bool reused);
        if (reused)
            _header = CallHeaders.Refused(Domain.Rejection.RequestIdReused, requestId);
        if (answered || reused)
            return;
        Domain.Rejection rejection = Change(turn, out string detail);
        if (rejection == Domain.Rejection.None)
            turn.Answer(requestId, contentHash, Done);
        else
            _header = CallHeaders.Refused(rejection, detail);
    }

    /// <summary>Lets the rules decide.</summary>
    protected abstract Domain.Rejection Change(ParcelTurn turn, out string detail);

    protected sealed override ChangeParcelReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry) =>
        _header.Status == CallStatus.Ok
            ? new ChangeParcelReply { Header = _header, Parcel = ParcelViews.Of(parcelId, state, version, full: false) }
            : new ChangeParcelReply { Header = _header };

    protected sealed override ChangeParcelReply MakeFailure(CallHeader header) => new() { Header = header };
}
