using Shipments.Contracts.Messages;
using Shipments.Journal.V1;
using Shipments.Storage;

namespace Shipments.Grains.Steps;

/// <summary>Carries single steps, once each.</summary>
internal interface IStepCourier
{
    /// <summary>Carries a step once. Null when its outcome is unknown and it has to be tried again.</summary>
    Task<CallHeader?> TryDeliverAsync(ActorKey source, long version, int ordinal, OutgoingStep step, CancellationToken cancellationToken);

    /// <summary>Tells a step's source how it ended. False when that is unknown and has to be tried again.</summary>
    Task<bool> TryAnswerAsync(
        ActorKey source, long version, int ordinal, OutgoingStep step, string refused, CancellationToken cancellationToken);
}
