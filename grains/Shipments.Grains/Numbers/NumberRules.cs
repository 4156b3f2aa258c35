using Google.Protobuf;
using Shipments.Domain.Numbers;
using Shipments.Grains.Inbox;
using Shipments.Storage;

namespace Shipments.Grains.Numbers;

/// <summary>Tracking numbers, as an inbox sees them.</summary>
internal sealed class NumberRules(NumberActorKind kind, HeldQuota quota) : IActorRules<NumberState, NumberTurn>
{
    /// <inheritdoc/>
    public ActorKind<NumberState> Kind => kind;

    /// <inheritdoc/>
    public NumberTurn Begin(NumberState state, long version, ActorKey key, DateTimeOffset now) =>
        new(state, key.Value, now, quota.RoomOf(key.Tenant));

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Finish(NumberTurn turn, out NumberState next)
    {
        NumberTurnResult result = turn.Finish();
        next = result.Next;
        return result.Entry is null ? ReadOnlyMemory<byte>.Empty : result.Entry.ToByteArray();
    }
}
