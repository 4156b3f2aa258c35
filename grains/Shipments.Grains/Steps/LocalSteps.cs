using Shipments.Contracts;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Numbers;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Numbers;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>
/// Carries steps to numbers and parcels of this silo's shards without a message: to the activation where there is one, else without waking the actor.
/// Thread-safe.
/// </summary>
internal sealed class LocalSteps(
    LocalGrains active, BriefInboxes<NumberState, NumberTurn> numbers, BriefInboxes<ParcelState, ParcelTurn> parcels)
{
    /// <summary>Carries a step to its receiver. Null when the receiver is not here and is to be called by a message; so it is after MOVED.</summary>
    public Task<StepReply>? TryHeed(ActorKey target, StepCommand command) => target.Kind switch
    {
        ActorKeys.NumberKind => active.Find<ITrackingNumberGrain>(target.Value)?.Heed(command, CancellationToken.None)
            ?? numbers.TrySubmit(target, new Numbers.HeedItem(command)),
        ActorKeys.ParcelKind => active.Find<IParcelGrain>(target.Value)?.Heed(command, CancellationToken.None)
            ?? parcels.TrySubmit(target, new Parcels.HeedItem(command)),
        _ => null,
    };

    /// <summary>Tells a step's source how it ended. Null as in <see cref="TryHeed"/>.</summary>
    public Task<StepReply>? TryAnswer(ActorKey source, StepAnsweredCommand command) => source.Kind switch
    {
        ActorKeys.NumberKind => active.Find<ITrackingNumberGrain>(source.Value)?.StepAnswered(command, CancellationToken.None)
            ?? numbers.TrySubmit(source, new Numbers.StepAnsweredItem(command)),
        ActorKeys.ParcelKind => active.Find<IParcelGrain>(source.Value)?.StepAnswered(command, CancellationToken.None)
            ?? parcels.TrySubmit(source, new Parcels.StepAnsweredItem(command)),
        _ => null,
    };
}
