using Shipments.Contracts;
using Shipments.Domain.Numbers;
using Shipments.Storage;

namespace Shipments.Grains.Numbers;

/// <summary>Tracking numbers, as storage sees them. A number with held scans or noted names is due when the oldest has waited its 30 days.</summary>
internal sealed class NumberActorKind() : ActorKind<NumberState>(ActorKeys.NumberKind, format: 1)
{
    /// <inheritdoc/>
    public override NumberState Empty(ActorKey key) => NumberState.Empty;

    /// <inheritdoc/>
    public override NumberState Decode(ActorKey key, int format, ReadOnlyMemory<byte> row) => NumberState.Decode(row);

    /// <inheritdoc/>
    public override NumberState Fold(ActorKey key, NumberState state, long version, ReadOnlyMemory<byte> entry) =>
        NumberReplay.Apply(state, entry);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Encode(NumberState state) => state.Bytes;

    /// <inheritdoc/>
    public override DateTimeOffset? Due(NumberState state) =>
        state.DueMs == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(state.DueMs);

    /// <inheritdoc/>
    public override int SizeBytes(NumberState state) => state.SizeBytes;
}
