using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Journal.V1;

namespace Shipments.Grains.Parcels;

/// <summary>A registration. A repeated one is answered with the parcel as it is now.</summary>
internal sealed class RegisterItem(RegisterCommand command, string parcelId) : InboxItem<ParcelState, ParcelTurn, RegisterReply>
{
    private RegisterVerdict _verdict;

    /// <summary>The first entry of the parcel and its steps, when this item made it: nothing of the parcel can be under way before them.</summary>
    public (long Version, IReadOnlyList<OutgoingStep> Steps)? CreatedBy { get; private set; }

    /// <inheritdoc/>
    public override bool IsOfFreshId => command.FreshId;

    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn) =>
        _verdict = turn.Register(command.Registration, command.FromStated, command.RequestId, command.ContentHash);

    protected override RegisterReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry)
    {
        if (_verdict.Outcome == RegisterOutcome.Rejected)
            return new RegisterReply { Header = CallHeaders.Refused(_verdict.Rejection, _verdict.Detail) };
        if (_verdict.Outcome == RegisterOutcome.Created && version == 1)
            CreatedBy = (version, ParcelEntry.Parser.ParseFrom(entry.Span).Steps);
        return new RegisterReply { Header = CallHeaders.Ok, Parcel = ParcelViews.Of(parcelId, state, version, full: false) };
    }

    protected override RegisterReply MakeFailure(CallHeader header) => new() { Header = header };
}
