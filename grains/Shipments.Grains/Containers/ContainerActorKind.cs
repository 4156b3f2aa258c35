using Shipments.Contracts;
using Shipments.Domain.Containers;
using Shipments.Storage;

namespace Shipments.Grains.Containers;

/// <summary>Containers, as storage sees them.</summary>
internal sealed class ContainerActorKind() : ActorKind<ContainerState>(ActorKeys.ContainerKind, format: 1)
{
    /// <inheritdoc/>
    public override ContainerState Empty(ActorKey key) => ContainerState.Empty;

    /// <inheritdoc/>
    public override ContainerState Decode(ActorKey key, int format, ReadOnlyMemory<byte> row) => ContainerState.Decode(row);

    /// <inheritdoc/>
    public override ContainerState Fold(ActorKey key, ContainerState state, long version, ReadOnlyMemory<byte> entry) =>
        ContainerReplay.Apply(state, version, entry);

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> Encode(ContainerState state) => state.Bytes;

    /// <inheritdoc/>
    public override int SizeBytes(ContainerState state) => state.SizeBytes;
}
