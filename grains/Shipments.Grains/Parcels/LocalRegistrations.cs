using Shipments.Contracts.Calls;
using Shipments.Contracts.Messages;
using Shipments.Contracts.Parcels;
using Shipments.Domain.Parcels;
using Shipments.Grains.Inbox;
using Shipments.Grains.Steps;
using Shipments.Storage;

namespace Shipments.Grains.Parcels;

/// <summary>Registers parcels of this silo's shards: in the activation where there is one, else without waking the parcel. Thread-safe.</summary>
internal sealed class LocalRegistrations(LocalGrains active, BriefInboxes<ParcelState, ParcelTurn> parcels, StepCourier courier) : ILocalRegistrations
{
    /// <inheritdoc/>
    public Task<RegisterReply>? TryRegister(string key, RegisterCommand command, CancellationToken cancellationToken)
    {
        if (!ActorKey.TryParse(key, out ActorKey parcel))
            return null;
        if (active.Find<IParcelGrain>(key) is { } grain)
            return grain.Register(command, cancellationToken).WaitAsync(cancellationToken);
        RegisterItem item = new(command, parcel.Id);
        HurriedEntry expected = courier.Expect(parcel);
        if (parcels.TrySubmit(parcel, item) is { } submitted)
            return item.HurryAsync(submitted, courier, expected, cancellationToken);
        courier.End(expected, isMade: false);
        return null;
    }
}
