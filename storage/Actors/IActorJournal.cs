namespace Shipments.Storage;

/// <summary>What a silo's actors use: load an actor's state, append entries to its journal. Thread-safe.</summary>
public interface IActorJournal
{
    /// <summary>
    /// Opens a session for an actor and reads its state: from the unwritten states in memory, else from its row, then the entries after it.
    /// Revokes any earlier session of this silo for the key; what that one has queued is refused, what is already packed is awaited first.
    /// Loads that wait in the same moment read their rows in one query.
    /// </summary>
    /// <typeparam name="TState">The kind's state.</typeparam>
    /// <param name="kind">The kind, registered at start.</param>
    /// <param name="key">The actor.</param>
    /// <param name="isNew">True only for an id this server has just made at random: no row is looked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ShardMovedException">This silo does not own the key's shard.</exception>
    /// <exception cref="StorageUnavailableException">The store did not answer, or the lease is not confirmed now.</exception>
    ValueTask<ActorSession<TState>> LoadAsync<TState>(
        ActorKind<TState> kind, ActorKey key, bool isNew, CancellationToken cancellationToken)
        where TState : class;
}
