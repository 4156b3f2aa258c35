using Shipments.Storage;

namespace Shipments.Grains.Inbox;

/// <summary>How an inbox turns states and rules into entries, for one kind of actor.</summary>
/// <typeparam name="TState">The actor's state.</typeparam>
/// <typeparam name="TTurn">The rules' working object of one drain.</typeparam>
internal interface IActorRules<TState, TTurn>
    where TState : class
{
    /// <summary>The kind, as registered with storage.</summary>
    ActorKind<TState> Kind { get; }

    /// <summary>Begins a drain on a state of the version given.</summary>
    TTurn Begin(TState state, long version, ActorKey key, DateTimeOffset now);

    /// <summary>Ends a drain: the next state, and the entry's bytes, empty when nothing changed.</summary>
    ReadOnlyMemory<byte> Finish(TTurn turn, out TState next);
}
