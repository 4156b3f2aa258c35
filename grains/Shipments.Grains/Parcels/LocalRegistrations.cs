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
        return parcels.TrySubmit(parcel, item) is { } reply ? HurryAsync(parcel, item, reply, cancellationToken) : null;
    }

    private async Task<RegisterReply> HurryAsync(ActorKey parcel, RegisterItem item, Task<RegisterReply> submitted, CancellationToken cancellationToken)
    {
        RegisterReply reply = await submitted.WaitAsync(cancellationToken);
        if (item.CreatedBy is { } entry)
            await courier.HurryAsync(parcel, entry.Version, entry.Steps, cancellationToken);
        return reply;
    }
}
