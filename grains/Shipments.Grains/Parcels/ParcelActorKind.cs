using Shipments.Contracts;
using Shipments.Domain.Parcels;
using Shipments.Storage;

namespace Shipments.Grains.Parcels;

/// <summary>Parcels, as storage sees them. A parcel is due when it would be stalled or expired, were nothing heard of it until then.</summary>
internal sealed class ParcelActorKind() : ActorKind<ParcelState>(ActorKeys.ParcelKind, format: 1)
{
    /// <inheritdoc/>
    public override ParcelState Empty(ActorKey key) => ParcelState.Empty;

    /// <inheritdoc/>
    public override ParcelState Decode(ActorKey key, int format, ReadOnlyMemory<byte> row) => ParcelState.Decode(row);

    /// <inheritdoc/>
    public override ParcelState Fold(ActorKey key, ParcelState state, long version, ReadOnlyMemory<byte> entry) =>
        ParcelReplay.Apply(state, entry);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Encode(ParcelState state) => state.Bytes;

    /// <inheritdoc/>
    public override ListColumns? Columns(ActorKey key, ParcelState state) =>
        new((int)state.Phase, state.Lane, state.FlagBits, state.CreatedMs, state.LastEventMs, state.EtaToMs);

    /// <inheritdoc/>
    public override DateTimeOffset? Due(ParcelState state) =>
        state.DueMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(state.DueMs);

    /// <inheritdoc/>
    public override int SizeBytes(ParcelState state) => state.SizeBytes;

    /// <inheritdoc/>
    public override ParcelState Settle(ParcelState held, ParcelState next) => held.Settle(next);

    /// <inheritdoc/>
    public override ParcelState Snapshot(ParcelState state) => state.Snapshot();
}
