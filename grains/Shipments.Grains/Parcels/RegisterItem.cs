using Shipments.Contracts.Messages;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Grains.Steps;
using Shipments.Journal.V1;

namespace Shipments.Grains.Parcels;

/// <summary>A registration. A repeated one is answered with the parcel as it is now.</summary>
internal sealed class RegisterItem(RegisterCommand command, string parcelId) : InboxItem<ParcelState, ParcelTurn, RegisterReply>
{
    private RegisterVerdict _verdict;

    // Of the first entry of the parcel, when this item made it: nothing of the parcel can be under way before them.
    private IReadOnlyList<OutgoingStep>? _steps;

    /// <inheritdoc/>
    public override bool IsOfFreshId => command.FreshId;

    /// <inheritdoc/>
    public override void Apply(ParcelTurn turn) =>
        _verdict = turn.Register(command.Registration, command.FromStated, command.RequestId, command.ContentHash);

    /// <summary>Awaits the answer, and when this item made the parcel, that its numbers have heard of it, or soon will.</summary>
    /// <param name="submitted">The answer to this item.</param>
    /// <param name="courier">Who tells the numbers.</param>
    /// <param name="expected">The parcel's first entry, expected before the item was submitted; it is ended.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RegisterReply> HurryAsync(
        Task<RegisterReply> submitted, StepCourier courier, HurriedEntry expected, CancellationToken cancellationToken)
    {
        try
        {
            RegisterReply reply = await submitted.WaitAsync(cancellationToken);
            if (_steps is not null)
                await courier.HurryAsync(expected, _steps, cancellationToken);
            return reply;
        }
        finally
        {
            courier.End(expected, isMade: _steps is not null);
        }
    }

    protected override RegisterReply MakeReply(ParcelState state, long version, ReadOnlyMemory<byte> entry)
    {
        if (_verdict.Outcome == RegisterOutcome.Rejected)
            return new RegisterReply { Header = CallHeaders.Refused(_verdict.Rejection, _verdict.Detail) };
        if (_verdict.Outcome == RegisterOutcome.Created && version == 1)
            _steps = ParcelEntry.Parser.ParseFrom(entry.Span).Steps;
        return new RegisterReply { Header = CallHeaders.Ok, Parcel = ParcelViews.Of(parcelId, state, version, full: false) };
    }

    protected override RegisterReply MakeFailure(CallHeader header) => new() { Header = header };
}
