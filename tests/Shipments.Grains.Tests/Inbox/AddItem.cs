using System.Buffers.Binary;
using Shipments.Contracts.Messages;
using Shipments.Grains.Inbox;
using Shipments.Storage;
using Shipments.TestKit;

namespace Shipments.Grains.Tests.Inbox;

/// <summary>Adds an amount to a counter: 8 bytes of the entry; 0 only reads. The reply is the sum after the commit, or how it failed.</summary>
internal sealed class AddItem(long amount, bool isOfFreshId = false) : InboxItem<CounterState, List<long>, string>
{
    public override bool IsOfFreshId => isOfFreshId;

    public override void Apply(List<long> turn)
    {
        if (amount != 0)
            turn.Add(amount);
    }

    protected override string MakeReply(CounterState state, long version, ReadOnlyMemory<byte> entry) => $"{state.Sum}";

    protected override string MakeFailure(CallHeader header) => $"{header.Status}";

    /// <summary>The rules: the amounts of a drain are its entry.</summary>
    internal sealed class Rules : IActorRules<CounterState, List<long>>
    {
        private CounterState _state = CounterState.Zero;

        public ActorKind<CounterState> Kind { get; } = new CounterKind();

        public List<long> Begin(CounterState state, long version, ActorKey key, DateTimeOffset now)
        {
            _state = state;
            return [];
        }

        public ReadOnlyMemory<byte> Finish(List<long> turn, out CounterState next)
        {
            next = _state;
            byte[] entry = new byte[8 * turn.Count];
            for (int i = 0; i < turn.Count; i++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(8 * i), turn[i]);
                next = next.Add(turn[i]);
            }

            return entry;
        }
    }
}
