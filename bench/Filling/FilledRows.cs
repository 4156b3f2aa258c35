using Shipments.Api.Errors;
using Shipments.Api.Parcels;
using Shipments.Bench.Traffic;
using Shipments.Contracts;
using Shipments.Contracts.Messages;
using Shipments.Domain.Carriers;
using Shipments.Domain.Parcels;
using Shipments.Grains.Parcels;
using Shipments.Storage;
using Shipments.V1;

namespace Shipments.Bench.Filling;

/// <summary>
/// The rows that registered parcels of a run have when the journal before them is gone: read by the front door's rules, folded by the parcel's, encoded
/// as storage encodes them. Immutable and thread-safe.
/// </summary>
/// <param name="population">The run; its parcels have no tracking numbers, which would be actors of their own.</param>
/// <param name="tenant">Whose parcels they are.</param>
/// <param name="now">When they are registered.</param>
/// <param name="shards">The database's shards.</param>
internal sealed class FilledRows(Population population, string tenant, DateTimeOffset now, int shards)
{
    private static readonly ParcelActorKind Kind = new();

    /// <summary>The row of a parcel.</summary>
    /// <exception cref="InvalidOperationException">The front door would have refused the registration.</exception>
    public FilledRow Of(int parcel)
    {
        RegisterParcelRequest request = population.RegistrationOf(parcel);
        FieldFaults faults = new();
        RegisterCommand command = RegistrationReader.Read(request, now, faults);
        if (faults.Count > 0 || request.TrackingNumbers.Count > 0)
            throw new InvalidOperationException($"{request.ParcelId} cannot be filled: {faults.Count} faults, {request.TrackingNumbers.Count} tracking numbers.");
        ActorKey key = ActorKey.Parse(ActorKeys.Parcel(tenant, request.ParcelId));
        ParcelTurn turn = new(ParcelState.Empty, key.Value, Vocabularies.Default, now);
        turn.Register(command.Registration, command.FromStated, command.RequestId, command.ContentHash);
        ParcelState state = turn.Finish().Next;
        return new FilledRow(key, ShardHash.Of(key.Value, shards), 1, Kind.Format, Kind.Encode(state), Kind.Columns(key, state)!, Kind.Due(state));
    }
}
