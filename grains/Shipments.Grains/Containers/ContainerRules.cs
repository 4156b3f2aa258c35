using Google.Protobuf;
using Shipments.Domain.Containers;
using Shipments.Grains.Inbox;
using Shipments.Storage;

namespace Shipments.Grains.Containers;

/// <summary>Containers, as an inbox sees them.</summary>
internal sealed class ContainerRules(ContainerActorKind kind) : IActorRules<ContainerState, ContainerTurn>
{
    /// <inheritdoc/>
    public ActorKind<ContainerState> Kind => kind;

    /// <inheritdoc/>
    public ContainerTurn Begin(ContainerState state, long version, ActorKey key, DateTimeOffset now) => new(state, key.Value, now, version);

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Finish(ContainerTurn turn, out ContainerState next)
    {
        ContainerTurnResult result = turn.Finish();
        next = result.Next;
        return result.Entry is null ? ReadOnlyMemory<byte>.Empty : result.Entry.ToByteArray();
    }
}
